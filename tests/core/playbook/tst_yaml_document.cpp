#include "playbook/yaml_document.h"

#include "support/test_main.h"

#include <QElapsedTimer>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kHostileBytes = 256 * 1024;
constexpr qint64 kHostileMs = 30'000; // generous: sanitizers, a busy machine

QByteArray repeated(const char *text, int bytes)
{
    const QByteArray part(text);
    return part.repeated(bytes / static_cast<int>(part.size()));
}

} // namespace

class TestYamlDocument : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mappingsKeepOrderAndLines()
    {
        const auto document = readYaml("b: 1\na:\n  - x\n  - {c: 'y', d: ~}\n", 10);
        QVERIFY2(document.root, qPrintable(document.problem));
        QCOMPARE(document.root->items.size(), 2);
        QCOMPARE(document.root->items[0].key, u"b"_s);
        QCOMPARE(document.root->items[0].line, 10);
        const YamlValue *list = document.root->entry(u"a");
        QVERIFY(list);
        QCOMPARE(list->line, 11);
        QCOMPARE(list->kind, YamlValue::Kind::Sequence);
        QCOMPARE(list->items[0].scalar, u"x"_s);
        QCOMPARE(list->items[1].line, 13);
        QCOMPARE(list->items[1].entry(u"c")->scalar, u"y"_s);
        QCOMPARE(list->items[1].entry(u"d")->kind, YamlValue::Kind::Null);
        QVERIFY(!list->items[1].entry(u"e"));
    }

    void mistakesNameTheirLine_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("word");
        QTest::newRow("empty") << QByteArray() << 1 << u"empty"_s;
        QTest::newRow("text after a quote") << QByteArray("a: 1\nb: \"x\" y\n") << 2 << u"not valid YAML"_s;
        QTest::newRow("unclosed list") << QByteArray("a: 1\nb: [x\n") << 3 << u"not valid YAML"_s;
        QTest::newRow("key twice") << QByteArray("a: 1\nb: 2\na: 3\n") << 3 << u"twice"_s;
        QTest::newRow("anchor") << QByteArray("a: &x 1\n") << 1 << u"anchors"_s;
        QTest::newRow("alias of nothing") << QByteArray("a: *x\n") << 1 << u"anchor"_s;
        QTest::newRow("list as key") << QByteArray("? [a]\n: b\n") << 1 << u"key"_s;
        QTest::newRow("no key") << QByteArray("a: 1\n: 2\n") << 2 << u""_s;
        QTest::newRow("two documents") << QByteArray("a: 1\n---\nb: 2\n") << 1 << u"more than one"_s;
        QTest::newRow("tab") << QByteArray("a:\n\t- b\n") << 2 << u"not valid YAML"_s;
    }
    void mistakesNameTheirLine()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(int, line);
        QFETCH(QString, word);
        const auto document = readYaml(yaml);
        QVERIFY(!document.root);
        QCOMPARE(document.problemLine, line);
        QVERIFY2(document.problem.contains(word), qPrintable(document.problem));
    }

    void hostileDocumentsEndSoonAndSafely_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QByteArray laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n";
        for (char name = 'b'; name < 'k'; ++name) {
            const QByteArray previous = QByteArray("*") + char(name - 1) + ", ";
            laughs += QByteArray(1, name) + ": &" + name + " [" + previous.repeated(8) + "*" + char(name - 1) + "]\n";
        }
        QTest::newRow("aliases that multiply") << laughs;
        QTest::newRow("deep lists") << repeated("[", kHostileBytes);
        QTest::newRow("deep mappings") << repeated("{a: ", kHostileBytes);
        QTest::newRow("deep block lists") << repeated("- ", kHostileBytes);
        QTest::newRow("deep keys") << repeated("? ", kHostileBytes);
        QTest::newRow("many values") << QByteArray("[" + repeated("a,", kHostileBytes) + "]");
        QTest::newRow("many quotes") << repeated("\"", kHostileBytes + 1);
        QTest::newRow("a long key") << QByteArray(repeated("a", kHostileBytes) + ": 1\n");
        QTest::newRow("many colons") << repeated(":", kHostileBytes);
        QTest::newRow("many directives") << repeated("%YAML 1.2\n", kHostileBytes);
        QTest::newRow("control characters") << repeated("\x01\x02\x1b", kHostileBytes);
        QTest::newRow("not UTF-8") << repeated("a: \xff\xfe\n", kHostileBytes);
    }
    void hostileDocumentsEndSoonAndSafely()
    {
        QFETCH(QByteArray, yaml);
        QElapsedTimer timer;
        timer.start();
        const auto document = readYaml(yaml);
        QVERIFY2(timer.elapsed() < kHostileMs, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(document.root.has_value() == document.problem.isEmpty());
    }

    void multiplyingAliasesAreRefused()
    {
        const auto document = readYaml("a: &a [x]\nb: [*a, *a]\n");
        QVERIFY(!document.root);
        QVERIFY(document.problem.contains(u"anchors"_s));
    }

    void nestingIsBounded()
    {
        const QByteArray deepest = QByteArray("[").repeated(kMaxYamlDepth) + QByteArray("]").repeated(kMaxYamlDepth);
        QVERIFY(readYaml(deepest).root);
        QVERIFY(!readYaml("[" + deepest + "]").root);
    }
};

DUODOCTOR_TEST_MAIN(TestYamlDocument)
#include "tst_yaml_document.moc"
