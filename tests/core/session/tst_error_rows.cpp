#include "judge/finding_vocabulary.h"
#include "session/session.h"
#include "session/walkthrough.h"
#include "support/test_main.h"

#include <QFile>
#include <QMap>
#include <QSet>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// The lines of a file below tests/data without comments.
QStringList linesOf(const char *name)
{
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/") + QLatin1StringView(name));
    QStringList lines;
    if (file.open(QIODevice::ReadOnly)) {
        lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    }
    lines.removeIf([](const QString &line) { return line.startsWith(u'#'); });
    return lines;
}

} // namespace

/// Every known error leads somewhere.
class TestErrorRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &line : linesOf("error_rows.txt")) {
            const QString id = line.section(u'\t', 0, 0);
            QVERIFY2(!m_rows.contains(id), qPrintable(id));
            m_rows.insert(id, line.section(u'\t', 1).split(u", "_s));
        }
        QVERIFY(!m_rows.isEmpty());
    }

    void everyKnownErrorHasARow()
    {
        const QStringList ids = linesOf("error_ids.txt");
        QVERIFY(ids.size() >= 150);
        for (const QString &id : ids) {
            QVERIFY2(m_rows.contains(id), qPrintable(id));
        }
        QCOMPARE(m_rows.size(), ids.size());
    }

    void everySymptomAndCauseOfARowExists()
    {
        Session session;
        QSet<QString> entries;
        for (const TreeEntry &entry : session.walkthrough().entries()) {
            entries << entry.id;
        }
        for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
            for (const QString &handled : row.value()) {
                const QString kind = handled.section(u' ', 0, 0);
                const QString id = handled.section(u' ', 1);
                const bool isThere = kind == "entry"_L1     ? entries.contains(id)
                                     : kind == "finding"_L1 ? findingDefinition(id) != nullptr
                                                            : handled == "harmless"_L1;
                QVERIFY2(isThere, qPrintable(row.key() + u": "_s + handled));
            }
        }
    }

    void everyCodeOfDuoChatIsASymptom()
    {
        for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
            const bool isCode = row.key().size() == 5 && u"AGM"_s.contains(row.key().front());
            QVERIFY2(!isCode || row.value().first().startsWith("entry "_L1), qPrintable(row.key()));
        }
    }

private:
    QMap<QString, QStringList> m_rows;
};

DUODOCTOR_TEST_MAIN(TestErrorRows)
#include "tst_error_rows.moc"
