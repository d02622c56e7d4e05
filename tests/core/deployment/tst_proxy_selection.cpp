#include "deployment/proxy_selection.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestProxySelection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesDirectlyWhereNoProxyIsNamed() { QVERIFY(!proxyFor(QUrl(u"https://aigw.example.com"_s), {}, {})); }

    void takesTheVariableOfTheScheme()
    {
        const QHash<QString, QString> variables{{u"http_proxy"_s, u"http://plain:3128"_s},
                                                {u"HTTPS_PROXY"_s, u"http://secure:3129"_s}};
        QCOMPARE(proxyFor(QUrl(u"http://a.example"_s), {}, variables)->url, QUrl(u"http://plain:3128"_s));
        const auto secure = proxyFor(QUrl(u"https://a.example"_s), {}, variables);
        QCOMPARE(secure->url, QUrl(u"http://secure:3129"_s));
        QCOMPARE(secure->source, u"HTTPS_PROXY"_s);
    }

    void ignoresHttpProxyInUpperCase()
    {
        QVERIFY(!proxyFor(QUrl(u"http://a.example"_s), {}, {{u"HTTP_PROXY"_s, u"http://plain:3128"_s}}));
    }

    void readsAProxyWithoutSchemeAndPort()
    {
        const auto choice = proxyFor(QUrl(u"http://a.example"_s), {}, {{u"all_proxy"_s, u"proxy.corp"_s}});
        QCOMPARE(choice->url, QUrl(u"http://proxy.corp:1080"_s));
    }

    void keepsAPasswordOutOfTheUrl()
    {
        const auto choice =
            proxyFor(QUrl(u"https://a.example"_s), {}, {{u"https_proxy"_s, u"http://me:pass@p:8080"_s}});
        QCOMPARE(choice->url, QUrl(u"http://p:8080"_s));
        QCOMPARE(choice->userInfo, u"me:pass"_s);
    }

    void leavesOutWhatNoProxyNames_data()
    {
        QTest::addColumn<QString>("noProxy");
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isDirect");
        QTest::newRow("exact name") << u"aigw.corp"_s << u"http://aigw.corp:5052"_s << true;
        QTest::newRow("domain with dot") << u".corp"_s << u"http://aigw.corp"_s << true;
        QTest::newRow("domain without dot") << u"corp"_s << u"http://aigw.corp"_s << true;
        QTest::newRow("star domain") << u"*.corp"_s << u"http://aigw.corp"_s << true;
        QTest::newRow("end of another word") << u"corp"_s << u"http://notcorp"_s << false;
        QTest::newRow("list with blanks") << u"a.example, aigw.corp"_s << u"http://aigw.corp"_s << true;
        QTest::newRow("everything") << u"*"_s << u"http://anything.example"_s << true;
        QTest::newRow("address") << u"10.1.2.3"_s << u"http://10.1.2.3:8000"_s << true;
        QTest::newRow("range") << u"10.0.0.0/8"_s << u"http://10.1.2.3:8000"_s << true;
        QTest::newRow("outside of the range") << u"10.0.0.0/8"_s << u"http://11.1.2.3"_s << false;
        QTest::newRow("range of another family") << u"fd00::/8"_s << u"http://10.1.2.3"_s << false;
        QTest::newRow("IPv6 range") << u"fd00::/8"_s << u"http://[fd12::1]:8000"_s << true;
        QTest::newRow("nonsense range") << u"10.0.0.0/99"_s << u"http://10.1.2.3"_s << false;
        QTest::newRow("the port, same") << u"aigw.corp:5052"_s << u"http://aigw.corp:5052"_s << true;
        QTest::newRow("the port, another") << u"aigw.corp:5052"_s << u"http://aigw.corp:80"_s << false;
        QTest::newRow("case") << u"AIGW.Corp"_s << u"http://aigw.corp"_s << true;
    }
    void leavesOutWhatNoProxyNames()
    {
        QFETCH(QString, noProxy);
        QFETCH(QString, url);
        QFETCH(bool, isDirect);
        const QHash<QString, QString> variables{{u"http_proxy"_s, u"http://p:1"_s}, {u"NO_PROXY"_s, noProxy}};
        QCOMPARE(!proxyFor(QUrl(url), {}, variables), isDirect);
    }

    void theDeploymentFileOverrulesTheEnvironment()
    {
        const QHash<QString, QString> variables{{u"http_proxy"_s, u"http://p:1"_s}};
        ProxySettings none;
        none.mode = ProxyMode::None;
        QVERIFY(!proxyFor(QUrl(u"http://a.example"_s), none, variables));
        ProxySettings manual;
        manual.mode = ProxyMode::Manual;
        manual.url = u"http://own:3128"_s;
        manual.noProxy = {u"b.example"_s};
        QCOMPARE(proxyFor(QUrl(u"http://a.example"_s), manual, variables)->url, QUrl(u"http://own:3128"_s));
        QVERIFY(!proxyFor(QUrl(u"http://b.example"_s), manual, variables));
    }
};

DUODOCTOR_TEST_MAIN(TestProxySelection)
#include "tst_proxy_selection.moc"
