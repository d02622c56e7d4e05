#include "ui/hand_instruction_text.h"

#include "playbook/template_text.h"

#include <QCoreApplication>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(HandInstruction)
};

} // namespace

Remedy remedyOf(const HandInstruction &instruction, const QString &title, const QString &why)
{
    Remedy remedy;
    remedy.title = title;
    remedy.message = why;
    //: %1 says who and where: "On the GitLab host, as somebody who may use sudo"
    remedy.steps << RenderedStep{
        Words::tr("%1: run this command. It changes nothing.").arg(escapedForMarkdown(instruction.where, true)),
        instruction.command, u"sh"_s, instruction.vantage};
    remedy.steps << RenderedStep{
        Words::tr("Paste below what comes back, errors included, and press “Read it”."), {}, {}, std::nullopt};
    return remedy;
}

Remedy withSecondLook(Remedy remedy, const HandInstruction &instruction)
{
    //: %1 says who and where: "On the GitLab host, as somebody who may use sudo"
    remedy.steps << RenderedStep{
        Words::tr("To look again after a change. %1: run this command, and paste below what comes back.")
            .arg(escapedForMarkdown(instruction.where)),
        instruction.command, u"sh"_s, instruction.vantage};
    return remedy;
}

} // namespace duodoctor
