/**
 * A dialog over the page, which gives the focus back when it closes.
 */
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useLanguage } from '../../text/subject.ts';

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  readonly isAlert?: true;
  readonly onClose: () => void;
  /** Undefined: it is closed by what it holds alone. */
  readonly isDismissable?: boolean;
};

export function Dialog({ title, children, isAlert, onClose, isDismissable = true }: Props) {
  return (
    // It says a word of its own to screen readers.
    <I18nProvider locale={useLanguage()}>
      <ModalOverlay
        className="overlay"
        isOpen
        isDismissable={isDismissable}
        isKeyboardDismissDisabled={!isDismissable}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
      >
        <Modal className="modal">
          <AriaDialog role={isAlert ? 'alertdialog' : 'dialog'}>
            <Heading slot="title">{title}</Heading>
            {children}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  );
}
