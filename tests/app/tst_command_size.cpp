#include "app/command_line.h"

#include "support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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

/// Runs `duo-doctor size ARGUMENTS` in this process.
Outcome run(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), "size");
    std::ostringstream out;
    std::ostringstream err;
    Invocation invocation = readCommandLine(arguments, out, err);
    if (invocation.finished) {
        return {*invocation.finished, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
    }
    CommandContext context{out, err, false, false, 100, "size", invocation.common};
    const ExitStatus status = invocation.command->run(context);
    return {status, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
}

} // namespace

class TestCommandSize : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textSaysInstancesUnitsAndForms();
    void linesKeepToTheWidth();
    void jsonIsOneDocument();
    void measuredLoadsAreNamed();
    void mistakesAreOneLine_data();
    void mistakesAreOneLine();
};

void TestCommandSize::textSaysInstancesUnitsAndForms()
{
    const Outcome outcome = run({"--users", "1000"});
    QCOMPARE(outcome.status, ExitStatus::Ok);
    QCOMPARE(outcome.err, QString());
    for (const auto part :
         {"AI Gateway for 1000 users: 5 instances with 8 vCPU and 32 GiB of memory each\n"_L1,
          "7 requests per second, up to 800 at once"_L1, "--cpus=8 --memory=32g"_L1, "    memory: 32Gi"_L1,
          "memory: 32g\n"_L1, "--cpu-percent=50 --min=5 --max=10"_L1, "20 instances with 2 vCPU and 8 GiB"_L1,
          "\nWhy\n"_L1, "\nSources\n- GitLab documentation"_L1}) {
        QVERIFY2(outcome.out.contains(part), qPrintable(part + "\n"_L1 + outcome.out));
    }
    const Outcome small = run({"--users", "1"});
    QVERIFY(small.out.contains(u"for 1 user: 1 instance with 2 vCPU and 8 GiB of memory\n"_s));
    QVERIFY(!small.out.contains(u"kubectl autoscale"_s));
}

void TestCommandSize::linesKeepToTheWidth()
{
    for (const QString &line : run({"--users", "1000"}).out.split(u'\n')) {
        QVERIFY2(line.size() <= 100 || line.startsWith("  "_L1), qPrintable(line));
    }
}

void TestCommandSize::jsonIsOneDocument()
{
    const Outcome outcome = run({"--users", "1000", "--format", "json"});
    QCOMPARE(outcome.status, ExitStatus::Ok);
    const QJsonObject document = outcome.json();
    QCOMPARE(document[u"schema"_s].toString(), u"duo-doctor/sizing/1"_s);
    QCOMPARE(document[u"tool"_s][u"name"_s].toString(), u"duo-doctor"_s);
    QCOMPARE(document[u"input"_s], (QJsonObject{{u"users"_s, 1000}}));
    QCOMPARE(document[u"size"_s].toString(), u"large"_s);
    QCOMPARE(document[u"instances"_s].toInt(), 5);
    QCOMPARE(document[u"requests_per_second"_s].toDouble(), 7.0);
    QCOMPARE(document[u"concurrent_requests"_s].toInt(), 800);
    QCOMPARE(document[u"per_instance"_s][u"vcpus"_s].toInt(), 8);
    QCOMPARE(document[u"per_instance"_s][u"memory_gib"_s].toInt(), 32);
    QCOMPARE(document[u"total"_s][u"vcpus"_s].toInt(), 40);
    QCOMPARE(document[u"total"_s][u"memory_gib"_s].toInt(), 160);
    QCOMPARE(document[u"resources"_s][u"request"_s][u"memory_gib"_s].toInt(), 16);
    QCOMPARE(document[u"alternative"_s][u"instances"_s].toInt(), 20);
    QVERIFY(!document[u"rule"_s].toString().isEmpty());
    QVERIFY(!document[u"sources"_s].toArray().isEmpty());
}

void TestCommandSize::measuredLoadsAreNamed()
{
    const QJsonObject byConcurrency = run({"--users", "1000", "--concurrency", "320", "--format", "json"}).json();
    QCOMPARE(byConcurrency[u"instances"_s].toInt(), 2);
    QCOMPARE(byConcurrency[u"input"_s][u"concurrency"_s].toInt(), 320);
    const QJsonObject byRate = run({"--users", "10", "--requests-per-second", "1.4", "--format", "json"}).json();
    QCOMPARE(byRate[u"size"_s].toString(), u"medium"_s);
    QCOMPARE(byRate[u"input"_s][u"requests_per_second"_s].toDouble(), 1.4);
}

void TestCommandSize::mistakesAreOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QStringList &arguments, const QString &said) {
        QTest::newRow(name) << arguments << said;
    };
    row("no users", {}, u"--users: this is missing"_s);
    row("none at all", {u"--users"_s, u"0"_s}, u"--users 0: there is at least one"_s);
    row("fewer than none", {u"--users=-5"_s}, u"--users -5: there is at least one"_s);
    row("half a user", {u"--users"_s, u"1.5"_s}, u"whole numbers; write for example 2."_s);
    row("too many", {u"--users"_s, u"99999999999"_s}, u"write a number from 1 to 10000000"_s);
    row("no number", {u"--users"_s, u"many"_s}, u"--users many: this is no number"_s);
    row("infinity", {u"--users"_s, u"inf"_s}, u"this is no number"_s);
    row("not a number", {u"--users"_s, u"nan"_s}, u"this is no number"_s);
    row("empty", {u"--users="_s}, u"--users"_s);
    row("nothing at once", {u"--users"_s, u"5"_s, u"--concurrency"_s, u"0"_s}, u"--concurrency 0: there is"_s);
    row("no rate", {u"--users"_s, u"5"_s, u"--requests-per-second"_s, u"fast"_s}, u"this is no rate"_s);
    row("a rate of nothing", {u"--users"_s, u"5"_s, u"--requests-per-second"_s, u"0"_s}, u"out of range"_s);
    row("a huge rate", {u"--users"_s, u"5"_s, u"--requests-per-second"_s, u"1e300"_s}, u"out of range"_s);
    row("both", {u"--users"_s, u"5"_s, u"--concurrency"_s, u"3"_s, u"--requests-per-second"_s, u"3"_s},
        u"leave one of them out"_s);
    row("an escape sequence", {u"--users"_s, u"\x1b[31m"_s}, u"this is no number"_s);
    row("another format", {u"--users"_s, u"5"_s, u"--format"_s, u"html"_s}, u"--format html"_s);
}

void TestCommandSize::mistakesAreOneLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    std::vector<std::string> given;
    for (const QString &argument : arguments) {
        given.push_back(argument.toStdString());
    }
    const Outcome outcome = run(given);
    QCOMPARE(outcome.status, ExitStatus::WrongUsage);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(outcome.err.contains(said), qPrintable(outcome.err));
    QCOMPARE(outcome.err.count(u'\n'), 1);
    QVERIFY(!outcome.err.contains(u'\x1b'));
}

DUODOCTOR_TEST_MAIN(TestCommandSize)
#include "tst_command_size.moc"
