#include "deployment/gitlab_version.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestGitLabVersion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheFormsThatGitLabPrints_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("three parts") << u"18.2.1"_s << u"18.2.1"_s;
        QTest::newRow("edition") << u"18.2.1-ee"_s << u"18.2.1"_s;
        QTest::newRow("pre-release") << u"18.3.0-pre"_s << u"18.3.0"_s;
        QTest::newRow("two parts") << u"17.9"_s << u"17.9"_s;
        QTest::newRow("leading v") << u"v18.2.1"_s << u"18.2.1"_s;
        QTest::newRow("blanks") << u" 18.2 "_s << u"18.2"_s;
    }
    void readsTheFormsThatGitLabPrints()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto version = GitLabVersion::parse(text);
        QVERIFY(version);
        QCOMPARE(version->toString(), expected);
    }

    void refusesWhatIsNoVersion_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "18", "latest", "18.x", "18.2.1.4.5 and more", "-1.2", "99999.1"}) {
            QTest::newRow(text) << QString::fromLatin1(text);
        }
    }
    void refusesWhatIsNoVersion()
    {
        QFETCH(QString, text);
        QVERIFY(!GitLabVersion::parse(text));
    }

    void comparesByNumberAndNotByText()
    {
        QVERIFY(*GitLabVersion::parse(u"18.10") > *GitLabVersion::parse(u"18.9"));
        QVERIFY(*GitLabVersion::parse(u"18.2.10") > *GitLabVersion::parse(u"18.2.9"));
        QVERIFY(GitLabVersion::parse(u"18.2.1")->isSameMinor(*GitLabVersion::parse(u"18.2.9")));
    }

    void aRangeHoldsItsEndsWithEveryPatch()
    {
        const auto range = GitLabVersionRange::parse(u"17.9-18.2");
        QVERIFY(range);
        QVERIFY(range->contains(*GitLabVersion::parse(u"17.9.0")));
        QVERIFY(range->contains(*GitLabVersion::parse(u"18.2.7")));
        QVERIFY(!range->contains(*GitLabVersion::parse(u"18.3.0")));
        QVERIFY(!range->contains(*GitLabVersion::parse(u"17.8.9")));
    }

    void openRangesHoldToTheirSide()
    {
        QVERIFY(GitLabVersionRange::parse(u"18.4+")->contains(*GitLabVersion::parse(u"19.2")));
        QVERIFY(!GitLabVersionRange::parse(u"18.4+")->contains(*GitLabVersion::parse(u"18.3")));
        QVERIFY(GitLabVersionRange::parse(u"-17.8")->contains(*GitLabVersion::parse(u"17.1")));
        QVERIFY(GitLabVersionRange::parse(u"all")->contains(*GitLabVersion::parse(u"1.0")));
    }

    void rangesThatMeanNothingAreRefused()
    {
        QVERIFY(!GitLabVersionRange::parse(u"18.2-17.9"));
        QVERIFY(!GitLabVersionRange::parse(u"soon"));
        QVERIFY(!GitLabVersionRange::parse(u"-"));
    }

    void aRangeIsWrittenAsItWasRead_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"all", "17.9+", "-17.8", "17.9-18.2", "18.2"}) {
            QTest::newRow(text) << QString::fromLatin1(text);
        }
    }
    void aRangeIsWrittenAsItWasRead()
    {
        QFETCH(QString, text);
        const auto range = GitLabVersionRange::parse(text == u"18.2"_s ? u"18.2-18.2"_s : text);
        QVERIFY(range);
        QCOMPARE(range->toString(), text);
    }
};

DUODOCTOR_TEST_MAIN(TestGitLabVersion)
#include "tst_gitlab_version.moc"
