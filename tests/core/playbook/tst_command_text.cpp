#include "playbook/command_text.h"
#include "playbook/shell_context.h"

#include "support/test_main.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// What would do harm, or come out changed, if one character of it were taken for more than a character.
const QStringList kHostile{
    u"aigw.example.com"_s,
    u"$(touch pwned)"_s,
    u"`touch pwned`"_s,
    u"x; touch pwned"_s,
    u"x' ; touch pwned ; '"_s,
    u"x\" ; touch pwned ; \""_s,
    u"'\"'\"'"_s,
    u"x && touch pwned || touch pwned"_s,
    u"x | tee pwned"_s,
    u"x > pwned"_s,
    u"<(touch pwned)"_s,
    u"$HOME ${HOME} $((1+1)) $'\\n'"_s,
    u"a\\"_s,
    u"\\' \\\" \\$(touch pwned)"_s,
    u"*?[a-z]"_s,
    u"~root"_s,
    u"{a,b}"_s,
    u"!!"_s,
    u"# no comment"_s,
    u"two  blanks"_s,
    u"=ls"_s,
    u"%1"_s,
    u"Größe – 大きさ"_s,
    u"x'; touch pwned #"_s,
    u"a\\'b'c\\\\'"_s,
};

/// Places in which a value may stand; each prints `<` value `>` and nothing else.
const QStringList kPlaces{
    u"printf '<%s>' {host}"_s,
    u"printf '<%s>' '{host}'"_s,
    u"printf '<%s>' \"{host}\""_s,
    u"printf '<%s>' \"\"{host}''"_s,
    u"printf '%s' '<'{host}'>'"_s,
    u"printf '%s' \"<{host}>\""_s,
    u"X={host}\nprintf '<%s>' \"$X\""_s,
    u"# the host is {host}\nprintf '<%s>' {host} # and again {host}\n"_s,
    u"printf '<%s>' \"$(printf '%s' {host})\""_s,
    u"printf '<%s>' \"$(printf '%s' \"{host}\")\""_s,
    u"printf '<%s>' $(true) {host} | cat"_s,
    u"(printf '<%s>' {host})"_s,
    u"Y=${{HOME}}; printf '<%s>' {host}"_s,
    u"printf \"<%s>\" \\\n   {host}"_s,
    u"printf '<%s>' {host} < /dev/null"_s,
    u"if true; then printf '<%s>' {host}; fi"_s,
};

QString filled(const QString &command, const QString &language, const QString &host)
{
    const Deployment deployment;
    Finding finding;
    finding.arguments.set(Argument::Host, host);
    return filledCommand(command, language, PlaceholderValues(deployment, &finding));
}

} // namespace

class TestCommandText : public QObject
{
    Q_OBJECT

    QByteArray run(const QString &program, const QStringList &arguments, const QString &folder)
    {
        QProcess process;
        process.setWorkingDirectory(folder);
        process.start(program, arguments);
        if (!process.waitForFinished(20'000)) {
            return "did not end";
        }
        return process.readAllStandardOutput() + process.readAllStandardError();
    }

private Q_SLOTS:
    void shellsReadBackWhatWasWritten_data()
    {
        QTest::addColumn<QString>("shell");
        QTest::newRow("dash") << u"dash"_s;
        QTest::newRow("bash") << u"bash"_s;
    }
    void shellsReadBackWhatWasWritten()
    {
        QFETCH(QString, shell);
        const QTemporaryDir folder;
        for (const QString &place : kPlaces) {
            // One process for all values of a place; each answer ends with a line of its own.
            QString script;
            QString expected;
            for (const QString &value : kHostile) {
                script += filled(place, u"sh"_s, value) + u"\nprintf '\\n'\n"_s;
                expected += u'<' + value + u">\n"_s;
            }
            QCOMPARE(QString::fromUtf8(run(shell, {u"-c"_s, script}, folder.path())), expected);
        }
        QVERIFY2(QDir(folder.path()).isEmpty(), "a value was executed");
    }

    void quotingHoldsLineBreaksToo()
    {
        const QTemporaryDir folder;
        const QString value = u"a\nb\t'c'\n"_s;
        QCOMPARE(run(u"dash"_s, {u"-c"_s, u"printf '<%s>' "_s + quotedForShell(value)}, folder.path()),
                 QByteArray("<a\nb\t'c'\n>"));
        QCOMPARE(quotedForShell({}), u"''"_s);
        QCOMPARE(quotedForShell(u"https://a.b:1/c_d-e"_s), u"https://a.b:1/c_d-e"_s);
    }

    void optionsAreNotSmuggledIn_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("expected");
        QTest::newRow("word") << u"ssh {host}"_s << u"ssh <host>"_s;
        QTest::newRow("quoted word") << u"ssh '{host}' \"{host}\""_s << u"ssh '<host>' \"<host>\""_s;
        QTest::newRow("after a separator") << u"true;{host}"_s << u"true;<host>"_s;
        QTest::newRow("in a substitution") << u"x=$({host})"_s << u"x=$(<host>)"_s;
        QTest::newRow("within a word") << u"ssh a@{host}"_s << u"ssh a@-oProxyCommand=x"_s;
        QTest::newRow("behind an equals sign") << u"ssh --to={host}"_s << u"ssh --to=-oProxyCommand=x"_s;
    }
    void optionsAreNotSmuggledIn()
    {
        QFETCH(QString, command);
        QFETCH(QString, expected);
        QCOMPARE(filled(command, u"sh"_s, u"-oProxyCommand=x"_s), expected);
    }

    void placesWithoutQuotingTakeNoValue_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("backticks") << u"x=`echo {host}`"_s;
        QTest::newRow("backticks in quotes") << u"x=\"`echo {host}`\""_s;
        QTest::newRow("expansion") << u"x=${{Y:-{host}}}"_s;
        QTest::newRow("arithmetic") << u"x=$((1 + {host}))"_s;
        QTest::newRow("arithmetic in quotes") << u"x=\"$((1 + {host}))\""_s;
        QTest::newRow("ANSI quotes") << u"x=$'{host}'"_s;
        QTest::newRow("here-document") << u"cat <<EOF\n{host}\nEOF"_s;
        QTest::newRow("end of a here-document") << u"cat <<{host}"_s;
        QTest::newRow("after a dollar") << u"echo ${host}"_s;
        QTest::newRow("after a backslash") << u"echo \\{host}"_s;
    }
    void placesWithoutQuotingTakeNoValue()
    {
        QFETCH(QString, command);
        const QString text = filled(command, u"sh"_s, u"a; touch pwned"_s);
        QVERIFY2(text.contains(u"<host>"_s), qPrintable(text));
        QVERIFY2(!text.contains(u"pwned"_s), qPrintable(text));
        const auto problems = commandProblems(command, u"sh");
        QCOMPARE(problems.size(), 1);
        QVERIFY(problems[0].problem.contains(u"no value can be quoted"_s));
    }

    void afterSuchAPlaceValuesStandAgain()
    {
        QCOMPARE(filled(u"x=$((1+2)) `a` ${{Y}} $(b (c)) <<<z {host}"_s, u"sh"_s, u"a b"_s),
                 u"x=$((1+2)) `a` ${Y} $(b (c)) <<<z 'a b'"_s);
    }

    void aMissingValueStaysAWord()
    {
        const Deployment deployment;
        QCOMPARE(filledCommand(u"curl {url}/x {{y}}", u"sh", PlaceholderValues(deployment)), u"curl <url>/x {y}"_s);
    }

    void rubyReadsBackWhatWasWritten()
    {
        const QTemporaryDir folder;
        QString script;
        QString expected;
        for (const QString &value : kHostile + QStringList{u"#{`touch pwned`}"_s, u"\\#{1}"_s, u"-x"_s}) {
            script += filled(u"puts {host}\nputs '{host}' # {host}\nputs \"{host}\"\n"_s, u"ruby"_s, value);
            expected += (value + u'\n').repeated(3);
        }
        QCOMPARE(QString::fromUtf8(run(u"ruby"_s, {u"-e"_s, script}, folder.path())), expected);
        QVERIFY2(QDir(folder.path()).isEmpty(), "a value was executed");
    }

    void configurationIsWrittenForItsLanguage_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &language, const QString &text, const QString &value,
                            const QString &expected) { QTest::newRow(name) << language << text << value << expected; };
        row("yaml plain", u"yaml"_s, u"a: {host}"_s, u"https://x:1/v1"_s, u"a: https://x:1/v1"_s);
        row("yaml unsafe", u"yaml"_s, u"a: {host}"_s, u"x: y"_s, u"a: <host>"_s);
        row("yaml comment sign", u"yaml"_s, u"a: {host}"_s, u"x #y"_s, u"a: <host>"_s);
        row("yaml double", u"yaml"_s, u"a: \"{host}\""_s, u"x\"\\y"_s, u"a: \"x\\\"\\\\y\""_s);
        row("yaml single", u"yaml"_s, u"a: '{host}'"_s, u"x'y\\"_s, u"a: 'x''y\\'"_s);
        row("yaml apostrophe", u"yaml"_s, u"a: don't {host}"_s, u"x'"_s, u"a: don't <host>"_s);
        row("nginx plain", u"nginx"_s, u"proxy_pass {host};"_s, u"http://a:1"_s, u"proxy_pass http://a:1;"_s);
        row("nginx end", u"nginx"_s, u"proxy_pass {host};"_s, u"a; b"_s, u"proxy_pass <host>;"_s);
        row("nginx variable", u"nginx"_s, u"x \"{host}\";"_s, u"$a"_s, u"x \"<host>\";"_s);
        row("nginx quotes", u"nginx"_s, u"x \"{host}\";"_s, u"a\""_s, u"x \"a\\\"\";"_s);
        row("json string", u"json"_s, u"{{\"a\": \"{host}\"}}"_s, u"x\""_s, u"{\"a\": \"x\\\"\"}"_s);
        row("json value", u"json"_s, u"{{\"a\": {host}}}"_s, u"x"_s, u"{\"a\": \"x\"}"_s);
        row("json number", u"json"_s, u"{{\"a\": {host}}}"_s, u"8000"_s, u"{\"a\": 8000}"_s);
        row("python", u"python"_s, u"print({host}, '{host}')"_s, u"a'"_s, u"print('a\\'', 'a\\'')"_s);
        row("text", u"text"_s, u"A={host}"_s, u"a 'b'"_s, u"A=a 'b'"_s);
        row("unknown", u"cobol"_s, u"A={host}"_s, u"a b"_s, u"A=a b"_s);
    }
    void configurationIsWrittenForItsLanguage()
    {
        QFETCH(QString, language);
        QFETCH(QString, text);
        QFETCH(QString, value);
        QFETCH(QString, expected);
        QCOMPARE(filled(text, language, value), expected);
    }

    void theClusterOfTheDeploymentIsNamed_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &command, const QString &expected) {
            QTest::newRow(name) << command << expected;
        };
        row("one line", u"kubectl get pods"_s, u"kubectl --context 'a b' get pods"_s);
        row("each line", u"kubectl get pods\nkubectl get svc"_s,
            u"kubectl --context 'a b' get pods\nkubectl --context 'a b' get svc"_s);
        row("within another", u"kubectl exec \"$(kubectl get pods -o name)\" -- env | grep kubectl"_s,
            u"kubectl --context 'a b' exec \"$(kubectl --context 'a b' get pods -o name)\" -- env | grep kubectl"_s);
        row("after words", u"sudo timeout 5 kubectl get pods"_s, u"sudo timeout 5 kubectl --context 'a b' get pods"_s);
        row("helm", u"helm upgrade x y"_s, u"helm --kube-context 'a b' upgrade x y"_s);
        row("named already", u"kubectl --context other get pods"_s, u"kubectl --context other get pods"_s);
        row("no client", u"echo kubectl get pods"_s, u"echo kubectl get pods"_s);
    }
    void theClusterOfTheDeploymentIsNamed()
    {
        QFETCH(QString, command);
        QFETCH(QString, expected);
        Deployment deployment;
        const PlaceholderValues unknown(deployment);
        QCOMPARE(inClusterOf(command, "gitlab_context"_L1, unknown), command);
        deployment.gitlab.reach.via = ReachVia::Kubectl;
        deployment.gitlab.reach.context = u"a b"_s;
        const PlaceholderValues values(deployment);
        QCOMPARE(filledCommand(inClusterOf(command, "gitlab_context"_L1, values), u"sh", values), expected);
        QCOMPARE(inClusterOf(command, "gateway_context"_L1, values), command);
    }

    void mistakesAreNamed()
    {
        const auto problems = commandProblems(u"a {nothing}\nb { c\n", u"sh");
        QCOMPARE(problems.size(), 2);
        QCOMPARE(problems[0].problem, u"unknown placeholder {nothing}"_s);
        QCOMPARE(problems[0].offset, 2);
        QVERIFY(problems[1].problem.contains(u"single brace"_s));
        QVERIFY(commandProblems(u"docker ps --format '{{{{.Names}}}}' --filter name={host}", u"sh").isEmpty());
    }
};

DUODOCTOR_TEST_MAIN(TestCommandText)
#include "tst_command_text.moc"
