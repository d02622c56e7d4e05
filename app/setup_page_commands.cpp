#include "app/setup_pages.h"

#include "playbook/playbook.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QJsonObject toJson(const QuickCommand &command)
{
    QJsonObject object{{u"id"_s, command.id},
                       {u"title"_s, command.title},
                       {u"command"_s, command.command},
                       {u"answer"_s, command.answer},
                       {u"where"_s, command.where},
                       {u"vantage"_s, QString(toWire(command.vantage))},
                       {u"versions"_s, command.versions.toString()},
                       {u"note"_s, command.note}};
    if (!command.subject.isEmpty()) {
        object.insert(u"subject"_s, command.subject);
    }
    if (!command.ruby.isEmpty()) {
        object.insert(u"ruby"_s, command.ruby);
    }
    if (command.pasted != EvidenceKind::Unrecognised) {
        object.insert(u"pasted"_s, QString(toWire(command.pasted)));
    }
    if (command.check) {
        object.insert(u"check"_s, command.check->check.toString());
    }
    return object;
}

/// Markdown's marks are taken off: a terminal shows them, and the page writes its own.
QString withoutMarks(QString text)
{
    return text.remove(u'`').remove(u'\\');
}

} // namespace

SetupPage quickCommandsPage(const Deployment &deployment, SetupPageWriter writer)
{
    QJsonArray groups;
    writer.title(u"Quick commands"_s);
    writer.paragraph(u"One look each. None of them changes anything, and none holds a key."_s);
    for (const QuickCommandGroup &group : Playbook().quickCommands(deployment)) {
        QJsonArray commands;
        writer.section(group.title);
        if (!group.note.isEmpty()) {
            writer.paragraph(withoutMarks(group.note));
        }
        for (const QuickCommand &command : group.commands) {
            const QString about = command.subject.isEmpty() ? QString{} : u" (%1)"_s.arg(command.subject);
            writer.paragraph(command.title + about);
            writer.code(command.command);
            writer.pair(u"Where"_s, command.where);
            writer.pair(u"Good"_s, withoutMarks(command.answer));
            if (!command.note.isEmpty()) {
                writer.pair(u"Note"_s, withoutMarks(command.note));
            }
            commands.append(toJson(command));
        }
        groups.append(QJsonObject{{u"id"_s, group.id}, {u"title"_s, group.title}, {u"commands"_s, commands}});
    }
    QJsonObject json = setupEnvelope(u"quick-commands"_s, deployment.gitlab.version);
    json.insert(u"groups"_s, groups);
    return writer.page(json);
}

} // namespace duodoctor
