#include "check/check_definition.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QSet>

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

} // namespace

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
            for (const QString &word : row.answer.split(u' ')) {
                if (word.startsWith("check:"_L1)) {
                    QVERIFY2(checkDefinition(QStringView(word).sliced(6)), qPrintable(row.id + u' ' + word));
                } else if (word.startsWith("article:"_L1)) {
                    const QString path = QStringLiteral(DUODOCTOR_SOURCE_DIR "/resources/playbook/articles/") +
                                         word.sliced(8) + u".md"_s;
                    QVERIFY2(QFile::exists(path), qPrintable(row.id + u' ' + word));
                }
            }
        }
    }

    void whatIsNeitherSaysWhatItIs()
    {
        for (const MissionRow &row : missionRows()) {
            const bool isBound = row.answer.contains("check:"_L1) || row.answer.contains("article:"_L1);
            const bool isSaid = row.answer.startsWith("not a check ("_L1) || row.answer.startsWith("set-up help"_L1) ||
                                row.answer == "escalation page"_L1;
            QVERIFY2(isBound || isSaid, qPrintable(row.id));
        }
    }
};

DUODOCTOR_TEST_MAIN(TestMission)
#include "tst_mission.moc"
