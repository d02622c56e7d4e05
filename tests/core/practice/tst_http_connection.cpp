#include "practice/http_connection.h"
#include "practice/loopback_listener.h"
#include "support/test_main.h"

#include <QTcpSocket>

#include <algorithm>
#include <memory>
#include <vector>

using namespace duodoctor;
using namespace std::chrono_literals;

/// The practice's HTTP server against well-behaved and hostile clients.
class TestHttpConnection : public QObject
{
    Q_OBJECT

    LoopbackListener m_listener;
    QList<ServedRequest> m_requests;

    ServedAnswer answer(const ServedRequest &request)
    {
        m_requests << request;
        ServedAnswer answer;
        if (request.path == "/stream") {
            answer.pieces = {{5ms, "one"}, {400ms, "two"}};
        } else if (request.path == "/withheld") {
            answer.isWithheld = true;
        } else {
            answer.body = "body of " + request.path;
        }
        return answer;
    }

    void connectTo(QTcpSocket &socket) const
    {
        QSignalSpy connected(&socket, &QTcpSocket::connected);
        socket.connectToHost(QHostAddress::LocalHost, m_listener.port());
        QVERIFY(connected.wait(2000));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto handler = [this](const ServedRequest &request) { return answer(request); };
        QVERIFY(m_listener.listen(PortBehaviour::Answers, nullptr,
                                  [handler](ByteStream *stream) { new HttpConnection(stream, handler); }));
    }
    void init() { m_requests.clear(); }

    void connectionIsKeptForFurtherRequests()
    {
        QTcpSocket socket;
        connectTo(socket);
        socket.write("GET /a?x=1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
        QByteArray all;
        QTRY_VERIFY((all += socket.readAll()).contains("body of /b"));
        QVERIFY(all.startsWith("HTTP/1.1 200 OK\r\ndate: "));
        QVERIFY(all.contains("content-length: 10\r\n\r\nbody of /a"));
        QCOMPARE(m_requests.size(), 2);
        QCOMPARE(m_requests[1].body, QByteArray{"abc"});
        QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }

    void streamedAnswerComesInChunks()
    {
        QTcpSocket socket;
        connectTo(socket);
        socket.write("GET /stream HTTP/1.1\r\n\r\n");
        QByteArray all;
        QTRY_VERIFY((all += socket.readAll()).endsWith("one\r\n"));
        QVERIFY(!all.contains("two")); // still on its way
        QTRY_VERIFY((all += socket.readAll()).endsWith("3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"));
    }

    void headHasNoBody()
    {
        QTcpSocket socket;
        connectTo(socket);
        socket.write("HEAD /a HTTP/1.1\r\nConnection: close\r\n\r\n");
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket.readAll().endsWith("\r\n\r\n"));
    }

    void hostileRequestsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("endless header line") << QByteArray(40'000, 'x') << QByteArray{"431"};
        QTest::newRow("body beyond the limit")
            << QByteArray{"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"} << QByteArray{"413"};
        QTest::newRow("negative length") << QByteArray{"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"}
                                         << QByteArray{"400"};
        QTest::newRow("length that is no number")
            << QByteArray{"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n"} << QByteArray{"400"};
        QTest::newRow("chunked body") << QByteArray{"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"}
                                      << QByteArray{"400"};
        QTest::newRow("no HTTP") << QByteArray{"hello\r\n\r\n"} << QByteArray{"400"};
        QTest::newRow("TLS") << QByteArray{"\x16\x03\x01\x02\x00\x01", 6} << QByteArray{"400"};
    }
    void hostileRequestsAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, status);
        QTcpSocket socket;
        connectTo(socket);
        socket.write(bytes);
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(socket.readAll().mid(9, 3), status);
        QVERIFY(m_requests.isEmpty());
    }

    void floodDuringAnAnswerEndsTheConnection()
    {
        QTcpSocket socket;
        connectTo(socket);
        socket.write("GET /withheld HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(m_requests.size(), 1);
        socket.write(QByteArray(4 * 1024 * 1024, 'x'));
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }

    void connectionsBeyondTheLimitAreClosed()
    {
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (int i = 0; i < LoopbackListener::kMaxConnections + 1; ++i) {
            sockets.push_back(std::make_unique<QTcpSocket>());
            connectTo(*sockets.back()); // one by one: the kernel's queue is shorter than the limit
        }
        const auto closed = [&sockets] {
            return std::ranges::count_if(
                sockets, [](const auto &socket) { return socket->state() == QAbstractSocket::UnconnectedState; });
        };
        QTRY_VERIFY(closed() >= 1);
        QVERIFY(closed() <= 4); // the tests before may still be closing theirs
    }
};

DUODOCTOR_TEST_MAIN(TestHttpConnection)
#include "tst_http_connection.moc"
