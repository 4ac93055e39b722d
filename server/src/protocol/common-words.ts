/**
 * What people make passwords of, in lower case: the words of the lists that attackers begin with (OWASP ASVS 6.2.4). With the
 * endings, sequences and walks over a keyboard that password-policy.ts knows, they stand for far more passwords than they are.
 */

const GUESSES = `
password passwort motdepasse contrasena senha parola wachtwoord haslo sifre pass passwd pwd passphrase secret secreto geheim
welcome willkommen bienvenue letmein changeme default guest admin administrator root user username login signin test tester testing
temp temporary access system server computer internet network windows microsoft google facebook twitter instagram linkedin youtube
amazon apple samsung iphone android nokia sony dell lenovo linux ubuntu oracle mysql github hello hallo hola bonjour ciao
hunter trustno shadow master dragon monkey superman batman spiderman ironman starwars startrek pokemon pikachu naruto minecraft
fortnite roblox warcraft nintendo playstation xbox matrix phoenix ninja samurai wizard warrior killer soldier ranger gandalf
frodo hobbit tolkien potter voldemort hogwarts simpson homer bart marge lisa mickey minnie donald snoopy garfield tigger scooby
iloveyou ilove loveyou iloveme iloveu iluvu love lover lovely lovers loveme liebe amour amor teamo tequiero mylove
princess princesa prinzessin prince angel angels baby babygirl babyboy honey sweetie sweetheart darling cutie beauty beautiful
sunshine sunflower sunny sunrise rainbow butterfly flower flowers blossom cookie cookies chocolate candy sugar cupcake cheese banana
orange cherry strawberry peaches pumpkin pepper ginger vanilla coffee whiskey tequila vodka guinness heineken marlboro bacon pizza
football fussball soccer baseball basketball hockey tennis cricket rugby golf volleyball softball swimming boxing wrestling yankees
redsox lakers cowboys steelers packers patriots dolphins eagles broncos raiders chelsea arsenal liverpool everton manchester barcelona
realmadrid madrid juventus milan inter ajax bayern dortmund schalke celtic rangers ronaldo messi beckham jordan kobe lebron
mustang ferrari porsche corvette camaro mercedes bmw audi toyota honda yamaha suzuki kawasaki harley ducati chevy chevrolet ford nissan
subaru jaguar lexus volvo toyota volkswagen
summer winter spring autumn fall sommer januar january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday christmas easter halloween birthday holiday weekend vacation
michael jennifer jessica michelle ashley amanda nicole daniel thomas matthew andrew joshua anthony robert william charlie george
hannah samantha jasmine jordan taylor alexander alexandra alexis victoria elizabeth stephanie brandon justin richard christopher
christian jonathan nathan patrick patricia sandra melissa heather amber brittany danielle rachel rebecca natalie vanessa veronica
jackson harrison dakota austin tyler kevin steven jason peter martin stefan andreas thorsten sebastian florian julian marcel oliver
sarah laura julia anna maria marie sophie sofia emma emily olivia isabella mia lena lea katharina claudia sabine petra monika
carlos jose juan pedro miguel antonio francisco alejandro roberto fernando ricardo eduardo gabriel daniela mariana carolina camila
alice bob carol dave eve mallory john james david mark paul luke simon adam eric brian gary larry jerry frank henry jack joe sam max
buddy bailey rocky lucky tiger lion panther cheetah wolf wolves bear bears eagle falcon hawk shark dolphin whale turtle lizard snake
horse horses pony unicorn kitty kitten puppy doggy doggie kitten cat cats dog dogs fish bird chicken duck rabbit bunny hamster monkey
elephant giraffe zebra penguin panda koala spider scorpion cobra viper beaver badger bulldog poodle
london paris berlin hamburg muenchen wien vienna madrid roma rome newyork boston chicago dallas houston miami denver seattle phoenix
california florida texas canada mexico brasil brazil argentina england ireland scotland germany deutschland france italia espana
america australia india china japan tokyo russia moscow turkey istanbul poland polska africa europe
black white yellow orange purple violet silver golden diamond crystal emerald sapphire ruby pearl blue green red pink
music guitar piano drummer metallica nirvana eminem beatles rolling stones slipknot greenday madonna rihanna beyonce shakira elvis
freedom forever friends friend family mother mommy daddy father mother sister brother grandma children newlife heaven jesus christ
church blessed blessing faith hope peace spirit trinity genesis matthew angelo lord god allah buddha karma destiny
money dollar success winner champion victory power energy thunder lightning storm hurricane tornado earth ocean river mountain
galaxy planet saturn jupiter pluto apollo rocket cosmos nature forest garden midnight moonlight starlight
whatever nothing something everything anything someone nobody blahblah asshole fuckyou fuckme fuck bitch shit hell damn sexy hottie
naked pussy porno xxx penis boobs bigdick cumshot fucker bastard stupid idiot crazy psycho zombie vampire twilight
abc abcd abcde letmein openup opensesame sesame abracadabra zaq qaz wsx qwe asd zxc azerty qwertz dvorak
student teacher school college university manager business company office staff service support sales marketing database
security firewall hacker hacking cracker matrix cyber crypto bitcoin blockchain ethereum wallet
creative magic magical legend legacy player gamer game games gaming skater surfer biker runner racing speed turbo nitro
passord salasana jelszo heslo lozinka kodeord losenord sandi parool
`;

/** Three letters and more; each once. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  GUESSES.split(/\s+/).filter((word) => word.length >= 3),
);

/** What fingers do on a keyboard (QWERTY, QWERTZ, AZERTY): rows, columns, and two rows in turn. */
export const KEYBOARD_WALKS: readonly string[] = [
  '01234567890',
  '09876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qwertyuiop[]',
  'poiuytrewq',
  'asdfghjkl;',
  'lkjhgfdsa',
  'zxcvbnm,.',
  'mnbvcxz',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  'zaq12wsxcde34rfvbgt56yhnmju78ik',
  'zaqxswcdevfrbgtnhymjukilop',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1a2b3c4d5e6f7g8h9i0j',
  'a1b2c3d4e5f6g7h8i9j0',
  'a1s2d3f4g5h6j7k8l9',
  '!@#$%^&*()',
  '147258369',
  '789456123',
  '159357',
];
