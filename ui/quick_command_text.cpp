#include "ui/quick_command_text.h"

#include "playbook/plain_text.h"
#include "playbook/template_text.h"

#include <QCoreApplication>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(QuickCommand)
};

} // namespace

bool canBePasted(const QuickCommand &command)
{
    return command.check.has_value() || command.pasted != EvidenceKind::Unrecognised;
}

Remedy remedyOf(const QuickCommand &command, const QString &groupNote)
{
    Remedy remedy;
    remedy.title = command.title;
    remedy.message = command.subject;
    QStringList notes{plainFromMarkdown(command.note), plainFromMarkdown(groupNote)};
    notes.removeAll(QString{});
    remedy.note = notes.join(u' ');
    //: %1 says who and where: "On the GitLab host, as somebody who may use sudo"
    remedy.steps << RenderedStep{
        Words::tr("%1: run this command. It changes nothing.").arg(escapedForMarkdown(command.where, true)),
        command.command, u"sh"_s, command.vantage};
    if (!command.ruby.isEmpty()) {
        remedy.steps << RenderedStep{Words::tr("Or, in a Rails console that is open already, these lines."),
                                     command.ruby, u"ruby"_s, std::nullopt};
    }
    //: %1 is the text that describes the answer
    remedy.steps << RenderedStep{Words::tr("The right answer: %1").arg(command.answer), {}, {}, std::nullopt};
    if (canBePasted(command)) {
        remedy.steps << RenderedStep{
            Words::tr("To have the answer judged, paste it below, errors included, and press “Read it”."),
            {},
            {},
            std::nullopt};
    }
    return remedy;
}

} // namespace duodoctor
