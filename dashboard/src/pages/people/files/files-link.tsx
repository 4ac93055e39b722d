/**
 * The way from the list of people to their import and export.
 */
import { Link } from '@tanstack/react-router';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';

export function FilesLink() {
  const { files } = useTexts(PEOPLE_TEXTS);
  return (
    <Link className="button secondary" to="/users/files" search={{}}>
      {files.open}
    </Link>
  );
}
