/**
 * How a program of each language is installed from its registry and started: the language's own commands, a row each.
 */
import type { Tongue } from './programs.ts';

export type At = {
  /** The program's own. */
  readonly folder: string;
  /** For all that is installed and built for it. */
  readonly installed: string;
  readonly port: string;
};
export type Command = readonly [string, ...string[]];

type Toolchain = {
  /** Its commands, and what to install where one is missing. */
  readonly needs: readonly string[];
  readonly from: string;
  readonly install: (at: Omit<At, 'port'>) => readonly Command[];
  readonly run: (at: At) => Command;
};

const built = ({ installed }: At): Command => [`${installed}/program`];

export const TOOLCHAINS: Readonly<Partial<Record<Tongue, Toolchain>>> = {
  python: {
    needs: ['python3'],
    from: 'Python 3.10 or later with venv and pip (Debian: python3-venv)',
    install: ({ folder, installed }) => [
      ['python3', '-m', 'venv', installed],
      [`${installed}/bin/pip`, 'install', '--quiet', '--requirement', `${folder}/requirements.txt`],
    ],
    run: ({ folder, installed }) => [`${installed}/bin/python`, `${folder}/main.py`],
  },
  go: {
    needs: ['go'],
    from: 'Go 1.26 or later (https://go.dev/doc/install)',
    // `tool` are the programs that go.mod names as tools.
    install: ({ installed }) => [['go', 'build', '-o', `${installed}/`, '.', 'tool']],
    run: built,
  },
  java: {
    needs: ['java', 'mvn'],
    from: 'a JDK 17 or later and Maven (Debian: default-jdk-headless maven)',
    install: ({ installed }) => [['mvn', '--quiet', '--batch-mode', 'package', `-Dinstalled=${installed}`]],
    run: ({ installed }) => ['java', '-jar', `${installed}/program.jar`],
  },
  rust: {
    needs: ['cargo'],
    from: 'Rust 1.88 or later (https://rustup.rs)',
    install: ({ installed }) => [['cargo', 'build', '--quiet', '--locked', '--target-dir', installed]],
    run: ({ installed }) => [`${installed}/debug/program`],
  },
  php: {
    needs: ['php', 'composer'],
    from: 'PHP 8.2 or later with curl and mbstring, and Composer (Debian: php-cli php-curl php-mbstring composer)',
    install: () => [['composer', 'install', '--quiet', '--no-interaction']],
    run: ({ folder, port }) => ['php', '-S', `127.0.0.1:${port}`, `${folder}/main.php`],
  },
  ruby: {
    needs: ['ruby', 'bundle'],
    from: 'Ruby 3.1 or later and Bundler (Debian: ruby bundler)',
    install: () => [['bundle', 'install', '--quiet']],
    run: ({ folder }) => ['bundle', 'exec', 'ruby', `${folder}/main.rb`],
  },
};

/** How it is started with what Debian's packages bring. */
export const DEBIAN: Readonly<Partial<Record<Tongue, Toolchain['run']>>> = {
  python: ({ folder }) => ['/usr/bin/python3', `${folder}/main.py`],
  ruby: ({ folder }) => ['/usr/bin/ruby', `${folder}/main.rb`],
  apache: ({ folder }) => ['/usr/sbin/apache2', '-DFOREGROUND', '-f', `${folder}/httpd.conf`],
};
