#pragma once

#include "check/check_definition.h"
#include "session/hand_reading.h"
#include "ui/remedy_pane.h"

#include <QWidget>

class QVBoxLayout;

namespace duodoctor
{

class DialogPort;
class PasteBox;

/// The remedy, and below it, where a person has to look, the box for what came back.
class AnswerPane : public QWidget
{
    Q_OBJECT
public:
    /// @param dialogs  must outlive the pane.
    explicit AnswerPane(DialogPort &dialogs, QWidget *parent = nullptr);

    RemedyPane *remedy() const { return m_remedy; }
    PasteBox *paste() const { return m_paste; }

    /// Shows what somebody else shows in the remedy, without the box.
    void hidePaste();
    /// The box alone, for a text that the page asks for. @param id  tells one such question from another
    void showQuestion(const QString &id);
    /// What a person does in the place of a check. The box keeps its text while the same is asked for.
    /// @param why  why the check was not made, or what it said; sentences
    void showInstruction(const HandInstruction &instruction, const QString &title, const QString &why);
    /// A finding that a person's answer brought, and how to answer again after the repair.
    void showAnswered(const Remedy &remedy, StatusSign sign, const HandInstruction &instruction);
    /// A command of somebody's own choice. @param asked  names it for the box; empty: nothing that comes back is read.
    void showCommand(const Remedy &command, const QString &asked);
    /// The box for any captured text.
    void showOffer();

Q_SIGNALS:
    void given(const duodoctor::CapturedInput &input);
    void commandCopied();

private:
    void showPaste(const QString &asked);

    QVBoxLayout *m_layout;
    RemedyPane *m_remedy;
    PasteBox *m_paste;
    QString m_asked; ///< the command or the question that the box is for
};

} // namespace duodoctor
