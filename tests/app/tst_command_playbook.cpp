#include "app/command_line.h"

#include "support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <sstream>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

struct Outcome {
    ExitStatus status = ExitStatus::Ok;
    QString out;
    QString err;

    QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
};

/// Runs `duo-doctor ARGUMENTS` in this process.
Outcome runProgram(const std::vector<std::string> &arguments)
{
    std::ostringstream out;
    std::ostringstream err;
    Invocation invocation = readCommandLine(arguments, out, err);
    if (invocation.finished) {
        return {*invocation.finished, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
    }
    CommandContext context{out, err, false, false, 100, arguments.front(), invocation.common};
    const ExitStatus status = invocation.command->run(context);
    return {status, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
}

/// Runs `duo-doctor playbook ARGUMENTS`.
Outcome run(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), "playbook");
    return runProgram(arguments);
}

void write(const QString &path, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0) {
        QFAIL("cannot write a fixture");
    }
}

const QByteArray kOurs =
    "---\ntitle: The desk\nmessage: \"It is off.\"\nbecause: \"We know.\"\nsources: [Ours]\n---\n\n"
    "## Why\n\nIt is ours.\n\n## Repair\n\n1. Call the desk.\n";

} // namespace

class TestCommandPlaybook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lintOfTheShippedPlaybookIsClean()
    {
        const Outcome outcome = run({"lint"});
        QVERIFY2(outcome.status == ExitStatus::Ok, qPrintable(u'\n' + outcome.out));
        QCOMPARE(outcome.out, QString());
        QVERIFY2(outcome.err.contains(u"are in order"_s), qPrintable(outcome.err));
        QCOMPARE(run({"lint", "--quiet"}).err, QString());
    }

    void lintOfAFolderNamesFileLineAndProblem()
    {
        const QTemporaryDir folder;
        const QString article = folder.filePath(u"articles/connect-refused.md"_s);
        write(article, "---\ntitle: T\nmessage: \"{hots} refuses.\"\nbecause: B.\nsources: [S]\n---\n## Why\n\nW\n\n"
                       "## Repair\n\n1. Do it.\n");
        const Outcome outcome = run({"lint", "--folder", folder.path().toStdString()});
        QCOMPARE(outcome.status, ExitStatus::ProblemsFound);
        QVERIFY2(outcome.out.contains(article + u":3: unknown placeholder {hots}\n"_s), qPrintable(outcome.out));

        const Outcome json = run({"lint", "--folder", folder.path().toStdString(), "--format", "json"});
        QCOMPARE(json.status, ExitStatus::ProblemsFound);
        const QJsonArray problems = json.json()[u"problems"_s].toArray();
        QVERIFY(problems.contains(QJsonObject{{u"file"_s, article},
                                              {u"line"_s, 3},
                                              {u"severity"_s, u"error"_s},
                                              {u"problem"_s, u"unknown placeholder {hots}"_s}}));
    }

    void lintOfAnOverlayAsksOnlyForWhatItHolds()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"articles/our-desk.md"_s), kOurs);
        const std::string path = folder.path().toStdString();
        for (const Outcome &outcome : {run({"lint", "--overlay", path}), run({"lint", "--folder", path})}) {
            QVERIFY2(outcome.status == ExitStatus::Ok, qPrintable(outcome.out));
            QVERIFY(outcome.err.contains(u"are in order"_s));
        }
        QCOMPARE(run({"lint", "--overlay", path, "--folder", path}).status, ExitStatus::WrongUsage);
    }

    void styleOfAnOverlayIsAWarning()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"articles/our-desk.md"_s), QByteArray(kOurs).replace("Call the desk.", "The desk."));
        const Outcome outcome = run({"lint", "--overlay", folder.path().toStdString()});
        QVERIFY2(outcome.status == ExitStatus::Ok, qPrintable(outcome.out));
        QVERIFY2(outcome.out.contains(u"our-desk.md:14: warning: "_s), qPrintable(outcome.out));
    }

    void anOverlayIsListedAndShownAsTheirs()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"articles/connect-refused.md"_s), kOurs);
        const std::string path = folder.path().toStdString();
        const Outcome shown = run({"show", "connect-refused", "--overlay", path});
        QVERIFY2(shown.out.contains(u"Call the desk."_s), qPrintable(shown.out));
        QVERIFY2(shown.out.contains(u"from your organisation's own playbook"_s), qPrintable(shown.out));
        const QJsonObject json = run({"show", "connect-refused", "--overlay", path, "--format", "json"}).json();
        QCOMPARE(json[u"origin"_s].toString(), u"overlay"_s);
        QVERIFY(run({"list", "--overlay", path}).out.contains(u"The desk (your organisation's)"_s));
        QCOMPARE(run({"show", "connect-refused", "--format", "json"}).json()[u"origin"_s].toString(), u"built-in"_s);
    }

    void aReportMarksWhatIsFromAnOverlay()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"articles/connect-refused.md"_s), kOurs);
        const QString captured = folder.filePath(u"captured.txt"_s);
        write(captured, "$ curl -v http://127.0.0.1:5052/monitoring/healthz\n*   Trying 127.0.0.1:5052...\n"
                        "* connect to 127.0.0.1 port 5052 failed: Connection refused\n"
                        "* Failed to connect to 127.0.0.1 port 5052 after 0 ms: Couldn't connect to server\n"
                        "curl: (7) Failed to connect to 127.0.0.1 port 5052 after 0 ms: Couldn't connect to server\n");
        const QString overlay = folder.path();
        const Outcome outcome =
            runProgram({"read", captured.toStdString(), "--overlay", overlay.toStdString(), "--format", "json"});
        QStringList origins;
        for (const QJsonValue &finding : outcome.json()[u"findings"_s].toArray()) {
            if (finding[u"id"_s].toString() == u"connect-refused"_s) {
                origins << finding[u"remedy"_s][u"origin"_s].toString();
            }
        }
        QVERIFY2(!origins.isEmpty(), qPrintable(outcome.out + outcome.err));
        QCOMPARE(origins.first(), u"overlay"_s);
        const Outcome text = runProgram({"read", captured.toStdString(), "--overlay", overlay.toStdString()});
        QVERIFY2(text.out.simplified().contains(u"from your organisation's own playbook"_s), qPrintable(text.out));
    }

    void anOverlayThatCannotBeReadIsToldAndOursIsShown()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"articles/connect-refused.md"_s), "hello");
        const Outcome outcome = run({"show", "connect-refused", "--overlay", folder.path().toStdString()});
        QCOMPARE(outcome.status, ExitStatus::Ok);
        QVERIFY2(outcome.err.contains(u"articles/connect-refused.md"_s), qPrintable(outcome.err));
        QVERIFY(outcome.out.contains(u"Nothing listens on the port"_s));
        const Outcome none = run({"list", "--overlay", "/nonexistent"});
        QCOMPARE(none.status, ExitStatus::WrongUsage);
        QCOMPARE(none.err.count(u'\n'), 1);
    }

    void theWayOfInstallingChoosesTheSteps()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"articles/connect-refused.md"_s),
              QByteArray(kOurs).replace("1. Call the desk.", "1. {gateway: helm openshift} Set the value.\n"
                                                             "2. {gateway: docker compose} Set the variable.\n"));
        const std::string path = folder.path().toStdString();
        const auto show = [&path](std::vector<std::string> more) {
            more.insert(more.begin(), {"show", "connect-refused", "--overlay", path});
            return run(more);
        };
        QVERIFY(show({}).out.contains(u"Gateway on Helm or on OpenShift: Set the value."_s));
        const QString helm = show({"--gateway-installation", "helm"}).out;
        QVERIFY2(helm.contains(u"1. Set the value."_s) && !helm.contains(u"variable"_s), qPrintable(helm));
        QCOMPARE(show({"--gateway-installation", "nomad"}).status, ExitStatus::WrongUsage);
        QCOMPARE(show({"--gitlab-installation", "compose"}).status, ExitStatus::WrongUsage);
        const QString file = folder.filePath(u"d.json"_s);
        write(file, R"({"schema": "duo-doctor/deployment/1", "ai_gateway": {"installation": "compose"}})");
        const QString compose = show({"--deployment", file.toStdString()}).out;
        QVERIFY2(compose.contains(u"1. Set the variable."_s) && !compose.contains(u"value"_s), qPrintable(compose));
        QCOMPARE(show({"--deployment", "/nonexistent.json"}).status, ExitStatus::WrongUsage);
    }

    void quickCommandsAreATopic()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"d.json"_s);
        write(file, R"({"schema": "duo-doctor/deployment/1", "ai_gateway": {"url": "https://aigw.example.com"},)"
                    R"( "gitlab": {"version": "17.4.2"}})");
        const std::vector<std::string> arguments{"show", "quick-commands", "--deployment", file.toStdString()};
        const Outcome text = run(arguments);
        QCOMPARE(text.status, ExitStatus::Ok);
        QVERIFY(text.out.contains(u"https://aigw.example.com/monitoring/healthz"_s));
        QVERIFY(!text.out.contains(u"\\_"_s)); // Markdown's marks stay out of a terminal
        std::vector<std::string> asJson = arguments;
        asJson.insert(asJson.end(), {"--format", "json"});
        const QJsonObject json = run(asJson).json();
        QCOMPARE(json[u"topic"_s].toString(), u"quick-commands"_s);
        QCOMPARE(json[u"groups"_s].toArray().size(), 4);
        for (const QJsonValue &command : json[u"groups"_s].toArray().first()[u"commands"_s].toArray()) {
            QVERIFY(!command[u"command"_s].toString().isEmpty() && !command[u"where"_s].toString().isEmpty());
        }
        QVERIFY(run({"show", "quick-commands", "--format", "markdown"}).out.startsWith(u"# Quick commands"_s));
    }

    void aVersionBeyondTheKnownOnesIsNoted()
    {
        QVERIFY(
            run({"show", "connect-refused", "--gitlab-version", "25.1"}).out.contains(u"newer than this playbook"_s));
        QVERIFY(!run({"show", "connect-refused", "--gitlab-version", "19.3"}).out.contains(u"newer than"_s));
    }

    void aFolderThatIsNoPlaybookIsWrongUsage()
    {
        const QTemporaryDir folder;
        const Outcome outcome = run({"lint", "--folder", folder.path().toStdString()});
        QCOMPARE(outcome.status, ExitStatus::WrongUsage);
        QVERIFY(outcome.err.contains(u"has to hold articles/"_s));
        QCOMPARE(outcome.err.count(u'\n'), 1);
    }

    void listNamesEveryArticleWithItsTitle()
    {
        const Outcome text = run({"list"});
        QCOMPARE(text.status, ExitStatus::Ok);
        const QDir folder(QStringLiteral(DUODOCTOR_SOURCE_DIR "/resources/playbook/articles"));
        QCOMPARE(text.out.count(u'\n'), folder.entryList({u"*.md"_s}).size());
        const QJsonArray articles = run({"list", "--format", "json"}).json()[u"articles"_s].toArray();
        QCOMPARE(articles.size(), folder.entryList({u"*.md"_s}).size());
        for (const QJsonValue &article : articles) {
            QVERIFY(!article[u"title"_s].toString().isEmpty());
            QVERIFY(text.out.contains(article[u"id"_s].toString() + u' '));
        }
    }

    void showPrintsAnArticle()
    {
        const Outcome outcome = run({"show", "connect-refused"});
        QCOMPARE(outcome.status, ExitStatus::Ok);
        for (const auto part : {"(connect-refused)\n"_L1, "\nWhy\n"_L1, "\nRepair\n  1. "_L1, "\nSources\n- "_L1}) {
            QVERIFY2(outcome.out.contains(part), part.data());
        }
        QVERIFY2(!outcome.out.contains(u'\x1b'), "colour in a pipe");
        for (const QString &line : outcome.out.split(u'\n')) {
            QVERIFY2(line.size() <= 100 || line.startsWith(u"      "_s), qPrintable(line));
        }
    }

    void showAsJsonHoldsTheSteps()
    {
        const QJsonObject article = run({"show", "connect-refused", "--format", "json"}).json();
        QCOMPARE(article[u"id"_s].toString(), u"connect-refused"_s);
        QVERIFY(!article[u"steps"_s].toArray().isEmpty());
        const QJsonObject step = article[u"steps"_s].toArray()[0].toObject();
        QVERIFY(!step[u"text"_s].toString().isEmpty());
        QVERIFY(!article[u"sources"_s].toArray().isEmpty());
    }

    void anUnknownIdIsWrongUsageAndNamesTheNearest()
    {
        const Outcome outcome = run({"show", "conect-refused"});
        QCOMPARE(outcome.status, ExitStatus::WrongUsage);
        QVERIFY2(outcome.err.contains(u"Did you mean connect-refused"_s), qPrintable(outcome.err));
        QCOMPARE(outcome.err.count(u'\n'), 1);
        QCOMPARE(outcome.out, QString());
        const Outcome strange = run({"show", "qqqqqqqqqq\x1b[31m"});
        QCOMPARE(strange.status, ExitStatus::WrongUsage);
        QVERIFY(strange.err.contains(u"playbook list"_s));
        QVERIFY(!strange.err.contains(u'\x1b'));
    }

    void theTreeIsDrawnWholeAndByEntry()
    {
        const Outcome whole = run({"graph"});
        QCOMPARE(whole.status, ExitStatus::Ok);
        QVERIFY(whole.out.startsWith(u"<?xml"_s) && whole.out.contains(u"</svg>"_s));
        const Outcome part = run({"graph", "certificate"});
        QCOMPARE(part.status, ExitStatus::Ok);
        QVERIFY(part.out.size() < whole.out.size());
        const Outcome unknown = run({"graph", "certificat"});
        QCOMPARE(unknown.status, ExitStatus::WrongUsage);
        QVERIFY2(unknown.err.contains(u"Did you mean certificate?"_s), qPrintable(unknown.err));
        QCOMPARE(unknown.out, QString());
    }

    void setUpHelpIsShownInEachFormat()
    {
        const Outcome text = run({"show", "image-tag", "--gitlab-version", "18.5"});
        QCOMPARE(text.status, ExitStatus::Ok);
        QVERIFY2(text.out.contains(u"self-hosted-v18.5.*-ee"_s), qPrintable(text.out));
        const QJsonObject tag = run({"show", "image-tag", "--gitlab-version", "18.10.2", "--format", "json"}).json();
        QCOMPARE(tag[u"tag"_s].toString(), u"self-hosted-v18.10.2-ee"_s);
        QCOMPARE(tag[u"images"_s].toArray().size(), 4);
        const QJsonObject models =
            run({"show", "supported-models", "--gitlab-version", "17.9", "--format", "json"}).json();
        QVERIFY(models[u"models"_s].toArray().size() > 15);
        const Outcome platforms = run({"show", "platforms", "--format", "markdown"});
        QCOMPARE(platforms.status, ExitStatus::Ok);
        QVERIFY2(platforms.out.contains(u"\n- Identifier: custom_openai/\\<served name>\n"_s),
                 qPrintable(platforms.out));
        QCOMPARE(run({"show", "connect-refused", "--format", "markdown"}).status, ExitStatus::WrongUsage);
        QVERIFY(run({"show", "suported-models"}).err.contains(u"Did you mean supported-models"_s));
        QCOMPARE(run({"show", "image-tag", "--gitlab-version", "16.0"}).status, ExitStatus::Ok);
    }

    void withoutAnActionTheUsageIsWrong()
    {
        QCOMPARE(run({}).status, ExitStatus::WrongUsage);
        QCOMPARE(run({"show"}).status, ExitStatus::WrongUsage);
    }
};

DUODOCTOR_TEST_MAIN(TestCommandPlaybook)
#include "tst_command_playbook.moc"
