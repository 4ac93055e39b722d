/**
 * A line to type in over the page, and below it what is found, in groups: the focus stays in the line while arrows go through what is
 * found.
 */
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Input, SearchField } from 'react-aria-components/SearchField';
import { useLanguage } from '../text/subject.ts';

export type Found = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly onChoose: () => void;
};

export type FoundGroup = {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Found[];
};

type Props = {
  readonly label: string;
  readonly placeholder: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly groups: readonly FoundGroup[];
  /** What is said where nothing is found. */
  readonly none: string;
  readonly isBusy: boolean;
  readonly onClose: () => void;
};

export function Finder({ label, placeholder, typed, onType, groups, none, isBusy, onClose }: Props) {
  const found = new Map(groups.flatMap(({ entries }) => entries).map((entry) => [entry.id, entry]));
  return (
    <I18nProvider locale={useLanguage()}>
      <ModalOverlay
        className="overlay top"
        isOpen
        isDismissable
        onOpenChange={(isOpen) => isOpen || onClose()}
      >
        <Modal className="modal finder">
          <Dialog aria-label={label}>
            <Autocomplete inputValue={typed} onInputChange={onType}>
              <SearchField aria-label={label} autoFocus>
                {/* As ARIA has it: the list is scrolled from here, and needs no place of its own on the way of Tab. */}
                <Input role="combobox" aria-expanded placeholder={placeholder} />
              </SearchField>
              <ListBox
                aria-label={label}
                aria-busy={isBusy}
                className="choices-found"
                renderEmptyState={() => <p className="hint">{isBusy ? '…' : none}</p>}
                onAction={(key) => {
                  onClose();
                  found.get(String(key))?.onChoose();
                }}
              >
                {groups.map(({ id, title, entries }) => (
                  <ListBoxSection key={id} id={id}>
                    <Header>{title}</Header>
                    {entries.map(({ id: key, label: says, hint }) => (
                      <ListBoxItem key={key} id={key} textValue={says}>
                        <bdi>{says}</bdi>
                        {hint !== undefined && (
                          <small>
                            <bdi>{hint}</bdi>
                          </small>
                        )}
                      </ListBoxItem>
                    ))}
                  </ListBoxSection>
                ))}
              </ListBox>
            </Autocomplete>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  );
}
