#include "check/check_definition.h"
#include "generate/generation_kind.h"
#include "playbook/playbook.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QHash>

#include <algorithm>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QStringList linesOf(const QString &path)
{
    QFile file(QStringLiteral(DUODOCTOR_SOURCE_DIR) + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                                          : QStringList{};
}

struct MissionRow {
    QString id;
    QString answer;
};

QList<MissionRow> missionRows()
{
    QList<MissionRow> rows;
    for (const QString &line : linesOf(u"/docs/MISSION.md"_s)) {
        const QStringList cells = line.split(u'|');
        if (cells.size() >= 5 && cells.at(1).contains(u'-') && !cells.at(1).contains(u"---"_s)) {
            rows << MissionRow{cells.at(1).trimmed(), cells.at(cells.size() - 2).trimmed()};
        }
    }
    return rows;
}

/// Of a gateway in a container and of one in a pod.
QList<QuickCommand> everyQuickCommand(const Playbook &playbook)
{
    Deployment deployment;
    deployment.gitlab.url = u"https://gitlab.example.com"_s;
    deployment.aiGateway.url = u"https://aigw.example.com"_s;
    deployment.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, true};
    deployment.aiGateway.metrics = {u"http://aigw.example.com:8082/metrics"_s};
    Model model;
    model.name = u"mistral"_s;
    model.provider = u"vllm"_s;
    model.endpoint = u"http://vllm.example.com:8000/v1"_s;
    model.identifier = u"custom_openai/mistral"_s;
    deployment.models << model;
    QList<QuickCommand> commands;
    for (const GatewayInstallation way : {GatewayInstallation::Docker, GatewayInstallation::Helm}) {
        deployment.aiGateway.installation = way;
        for (const QuickCommandGroup &group : playbook.quickCommands(deployment)) {
            commands += group.commands;
        }
    }
    return commands;
}

} // namespace

/// docs/MISSION.md against what it names.
class TestMission : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRowStandsInTheTableOnce()
    {
        QStringList ids;
        for (const MissionRow &row : missionRows()) {
            ids << row.id;
        }
        QStringList expected = linesOf(u"/tests/data/mission_rows.txt"_s);
        QVERIFY(expected.size() > 100);
        ids.sort();
        expected.sort();
        QCOMPARE(ids, expected);
    }

    void everyAnswerExists()
    {
        for (const MissionRow &row : missionRows()) {
            QVERIFY2(!row.answer.isEmpty(), qPrintable(row.id));
            if (row.answer.startsWith("none ("_L1)) {
                continue;
            }
            for (const QString &word : row.answer.split(u' ')) {
                QVERIFY2(isKnown(word), qPrintable(row.id + u' ' + word));
            }
        }
    }

    void aQuickCommandStandsWithTheRowsThatItNames()
    {
        QHash<QString, QString> answers;
        for (const MissionRow &row : missionRows()) {
            answers.insert(row.id, u' ' + row.answer + u' ');
        }
        QVERIFY(m_commands.size() > 40);
        for (const QuickCommand &command : m_commands) {
            for (const QString &row : command.rows) {
                QVERIFY2(answers.value(row).contains(u" command:%1 "_s.arg(command.id)),
                         qPrintable(row + u' ' + command.id));
            }
        }
    }

private:
    /// `check:seat`, `walk:slow` ... names something that there is.
    bool isKnown(const QString &word) const
    {
        const QString kind = word.section(u':', 0, 0);
        const QString id = word.section(u':', 1);
        if (kind == "check"_L1) {
            return checkDefinition(id) != nullptr;
        }
        if (kind == "article"_L1) {
            return m_playbook.articleIds().contains(id);
        }
        if (kind == "walk"_L1) {
            const QList<TreeEntry> &entries = m_playbook.tree().entries;
            return std::ranges::find(entries, id, &TreeEntry::id) != entries.end();
        }
        if (kind == "command"_L1) {
            return std::ranges::find(m_commands, id, &QuickCommand::id) != m_commands.end();
        }
        if (kind == "generate"_L1) {
            return generationKindFromWire(id).has_value();
        }
        if (kind == "set-up"_L1) {
            return QFile::exists(QStringLiteral(DUODOCTOR_SOURCE_DIR "/resources/setup/%1.yaml").arg(id));
        }
        return word == "hand-over"_L1;
    }

    const Playbook m_playbook;
    const QList<QuickCommand> m_commands = everyQuickCommand(m_playbook);
};

DUODOCTOR_TEST_MAIN(TestMission)
#include "tst_mission.moc"
