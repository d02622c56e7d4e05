#include "recognise/form_exchange.h"
#include "recognise/form_json.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kLongestBody = 512 * 1024;

/// Reads the lines of `curl --verbose` one by one.
class CurlReader
{
public:
    explicit CurlReader(const TextSegment &segment)
        : m_exchange(requestOf(segment.command))
    {
        const auto lines = QStringView(segment.text).split(u'\n');
        for (const QStringView line : lines) {
            take(line.toString());
        }
        finish();
    }

    bool hasSeenAnything() const { return m_seen; }
    const HttpExchange &exchange() const { return m_exchange; }

private:
    void take(const QString &raw)
    {
        // A progress meter may stand before the first remark in its line.
        QString line = raw;
        static const QRegularExpression meter(uR"(^\s{0,3}\d{1,3}\s[\d\s:.kMG-]{20,120}(?=\* ))"_s);
        line.remove(meter);
        static const QRegularExpression error(uR"(curl: ?\((\d{1,3})\) (.{0,1000}))"_s);
        if (const auto match = error.match(line.left(2000)); match.hasMatch()) {
            m_seen = true;
            m_exitCode = match.captured(1).toInt();
            m_errorWords = match.captured(2).trimmed();
            m_body += line.left(match.capturedStart());
        } else if (line.startsWith("* "_L1) || line == "*"_L1) {
            m_seen = true;
            takeRemark(line.sliced(1).trimmed());
        } else if (line.startsWith("> "_L1) || line == ">"_L1) {
            takeSent(line.sliced(1).trimmed());
        } else if (line.startsWith("< "_L1) || line == "<"_L1) {
            takeReceived(line.sliced(1).trimmed());
        } else if (!isNoise(line)) {
            m_body += line + u'\n';
        }
    }

    static bool isNoise(const QString &line)
    {
        static const QRegularExpression noise(
            uR"(^(?:[{}] \[\d{1,12} bytes data\]|\s{0,4}% Total .*|\s{20,}Dload .*|\s{0,3}\d{1,3}\s[\d\s:.kMG-]{30,}$|Note: Unnecessary use of .*|More details here: https://curl.*|curl failed to verify .*|establish a secure connection to it.*|how to (?:fix it|).*|mentioned above.*))"_s);
        return line.size() < 400 && noise.match(line).hasMatch();
    }

    void takeRemark(const QString &remark)
    {
        static const QRegularExpression connected(uR"(^Connected to (\S{1,255}) \(([^)\s]{1,100})\) port (\d{1,5}))"_s);
        static const QRegularExpression trying(uR"(^Trying \[?([0-9A-Fa-f.:]{3,60}?)\]?(?::(\d{1,5}))?\.\.\.)"_s);
        static const QRegularExpression host(
            uR"((?:Failed to connect to|Connection to|Could not resolve host:|Could not resolve proxy:|Host) ([\w.-]{1,255}?)(?:[:;]|\s|$))"_s);
        static const QRegularExpression port(uR"(\bport (\d{1,5})\b)"_s);
        static const QRegularExpression tls(uR"(^SSL connection using (\S{1,20}) / (\S{1,60}))"_s);
        const QString text = remark.left(1000);
        if (const auto match = connected.match(text); match.hasMatch()) {
            m_host = match.captured(1);
            m_port = match.captured(3).toInt();
            m_exchange.connectedTo = match.captured(2) + u':' + match.captured(3);
            addAddress(match.captured(2));
        } else if (const auto tried = trying.match(text); tried.hasMatch()) {
            addAddress(tried.captured(1));
            m_port = m_port == 0 ? tried.captured(2).toInt() : m_port;
        } else if (const auto agreed = tls.match(text); agreed.hasMatch()) {
            handshake().protocol = agreed.captured(1);
            handshake().cipher = agreed.captured(2);
        } else if (text.startsWith("Uses proxy env variable "_L1)) {
            takeProxyVariable(text);
        } else if (text.contains("(IN)"_L1) && text.contains("Request CERT"_L1)) {
            handshake().clientCertificateRequested = true;
        } else if (text.startsWith("ALPN"_L1) || text.startsWith("TLSv1"_L1) || text.startsWith("SSL "_L1)) {
            m_isTls = true;
            takeAlpn(text);
        }
        if (m_host.isEmpty()) {
            if (const auto match = host.match(text); match.hasMatch()) {
                m_host = match.captured(1);
            }
        }
        if (m_port == 0 && text.contains("Failed to connect"_L1)) {
            m_port = port.match(text).captured(1).toInt();
        }
        takeFailure(text);
    }

    /// `Uses proxy env variable https_proxy == 'http://proxy:3128'`. A no_proxy in the same form is only told.
    void takeProxyVariable(const QString &text)
    {
        static const QRegularExpression pattern(uR"(variable (\w{1,20}) == '([^']{1,1000})')"_s);
        const auto match = pattern.match(text);
        if (match.hasMatch() && !match.captured(1).startsWith("no_"_L1, Qt::CaseInsensitive)) {
            const QString value = match.captured(2);
            const QUrl proxy(value.contains("://"_L1) ? value : u"http://"_s + value);
            constexpr int kUsualPort = 1080; // curl's own
            m_proxyHost = proxy.host();
            m_proxyPort = proxy.port(kUsualPort);
        }
    }

    void takeAlpn(const QString &text)
    {
        for (const QLatin1StringView start : {"ALPN: server accepted "_L1, "ALPN, server accepted to use "_L1}) {
            if (text.startsWith(start)) {
                handshake().alpn = text.sliced(start.size()).trimmed();
            }
        }
    }

    /// Words of a remark that say how it ended, for captures that were cut before curl's last line.
    void takeFailure(const QString &text)
    {
        constexpr int kTrust = 60;
        constexpr int kEmptyReply = 52;
        constexpr int kResolve = 6;
        constexpr int kConnect = 7;
        constexpr int kReceive = 56;
        constexpr int kTime = 28;
        static const QList<std::pair<QLatin1StringView, int>> ends{
            {"SSL certificate problem:"_L1, kTrust},
            {"SSL: no alternative certificate subject name matches"_L1, kTrust},
            {"SSL: certificate subject name"_L1, kTrust},
            {"Empty reply from server"_L1, kEmptyReply},
            {"Could not resolve host"_L1, kResolve},
            {"Could not resolve proxy"_L1, 5},
            {"Failed to connect to"_L1, kConnect},
            {"Recv failure"_L1, kReceive},
            {"OpenSSL SSL_connect"_L1, 35},
            {"error:"_L1, 35},
            {"TLS connect error"_L1, 35},
            {"Operation timed out"_L1, kTime},
            {"Connection timed out after"_L1, kTime},
            {"Received HTTP/0.9 when not allowed"_L1, 1},
            {"CONNECT tunnel failed"_L1, kReceive}};
        for (const auto &[start, code] : ends) {
            if (text.startsWith(start) && m_remarkCode == 0) {
                m_remarkCode = code;
                m_remarkWords = text;
            }
        }
        if (text.startsWith("connect to "_L1) && text.contains(" failed: "_L1)) {
            m_connectWords = text;
        }
    }

    void takeSent(const QString &line)
    {
        static const QRegularExpression request(uR"(^([A-Z]{3,7}) (\S{1,4000}) HTTP/)"_s);
        m_seen = true;
        if (const auto match = request.match(line.left(5000)); match.hasMatch()) {
            if (match.captured(1) == "CONNECT"_L1) {
                m_exchange.proxy = m_host + u':' + QString::number(m_port);
                m_isTunnel = true;
                return;
            }
            m_isTunnel = false;
            m_exchange.method = match.captured(1).toLatin1();
            m_path = match.captured(2);
            // Only a proxy is asked for a whole URL.
            if (const QUrl whole(m_path);
                m_path.startsWith("http"_L1, Qt::CaseInsensitive) && !whole.host().isEmpty()) {
                m_exchange.proxy = m_host + u':' + QString::number(m_port);
                m_path = whole.path() + (whole.hasQuery() ? u'?' + whole.query() : QString{});
            }
        } else if (line.startsWith("Host:"_L1, Qt::CaseInsensitive) && !m_isTunnel) {
            m_authority = line.sliced(5).trimmed();
        } else if (line.startsWith("Authorization:"_L1, Qt::CaseInsensitive) ||
                   line.startsWith("api-key:"_L1, Qt::CaseInsensitive) ||
                   line.startsWith("x-api-key:"_L1, Qt::CaseInsensitive)) {
            m_exchange.credentialSent = true;
        } else if (line.startsWith("Upgrade:"_L1, Qt::CaseInsensitive) && !m_isTunnel) {
            m_exchange.requestHeaders.append({"upgrade", line.sliced(8).trimmed().left(100).toUtf8()});
        }
    }

    void takeReceived(const QString &line)
    {
        static const QRegularExpression status(uR"(^HTTP/([\d.]{1,3}) (\d{3}))"_s);
        m_seen = true;
        if (const auto match = status.match(line.left(200)); match.hasMatch()) {
            const int code = match.captured(2).toInt();
            if (m_isTunnel) {
                m_exchange.proxyStatus = code;
                return;
            }
            m_exchange.headers.clear();
            m_exchange.httpVersion = match.captured(1);
            m_exchange.status = code;
            return;
        }
        const qsizetype colon = line.indexOf(u':');
        constexpr qsizetype kMostHeaders = 200;
        if (colon > 0 && m_exchange.headers.size() < kMostHeaders) {
            m_exchange.headers.append(
                {line.first(colon).toLower().toUtf8(), line.sliced(colon + 1).trimmed().left(2000).toUtf8()});
        }
    }

    void addAddress(const QString &address)
    {
        if (!m_exchange.addresses.contains(address) && m_exchange.addresses.size() < 16) {
            m_exchange.addresses.append(address);
        }
    }

    TlsHandshake &handshake()
    {
        m_isTls = true;
        if (!m_exchange.tls) {
            m_exchange.tls.emplace();
        }
        return *m_exchange.tls;
    }

    void finish()
    {
        findHostInError();
        finishUrl();
        finishFailure();
        const QString body = m_body.trimmed();
        const QString json = body.startsWith("data:"_L1) ? QString{} : jsonWithin(body);
        m_exchange.body = (json.isEmpty() ? body : json).left(kLongestBody).toUtf8();
        if (m_exchange.tls) {
            m_exchange.tls->serverName = m_exchange.url.host();
        }
    }

    void findHostInError()
    {
        static const QRegularExpression pattern(
            uR"((?:Failed to connect to|Could not resolve host:|connection to) ([\w.-]{1,255})(?:[: ]+(?:port )?(\d{1,5}))?)"_s);
        const auto match = pattern.match(m_errorWords);
        if (match.hasMatch() && m_host.isEmpty()) {
            m_host = match.captured(1);
            m_port = match.captured(2).toInt();
        }
    }

    /// The request that was printed counts for more than the command: another one may have been pasted with it, and a
    /// redirect may have been followed.
    void finishUrl()
    {
        const bool isKnown = m_exchange.url.isValid() && !m_exchange.url.isEmpty();
        const bool isPrinted = !m_authority.isEmpty() && !m_path.isEmpty();
        if (isKnown && !isPrinted) {
            return;
        }
        const QString authority =
            !m_authority.isEmpty()
                ? m_authority
                : (m_host.isEmpty() ? QString{} : m_host + (m_port > 0 ? u':' + QString::number(m_port) : QString{}));
        if (authority.isEmpty()) {
            return;
        }
        constexpr int kHttpsPort = 443;
        const bool isTls = m_isTls || m_port == kHttpsPort || m_errorWords.contains("SSL"_L1) ||
                           (isKnown && m_exchange.url.scheme() == "https"_L1);
        m_exchange.url = QUrl((isTls ? u"https://"_s : u"http://"_s) + authority + m_path);
    }

    void finishFailure()
    {
        const bool hasLastLine = m_exitCode > 0;
        const int code = hasLastLine ? m_exitCode : m_remarkCode;
        if (code == 0 || (!hasLastLine && m_exchange.status != 0)) {
            return;
        }
        QString words = hasLastLine ? m_errorWords : m_remarkWords;
        constexpr int kConnect = 7;
        if (code == kConnect && !m_connectWords.isEmpty()) {
            words += u" ("_s + m_connectWords + u')';
        }
        constexpr int kHttpError = 22;
        if (code == kHttpError) {
            static const QRegularExpression status(uR"(error: (\d{3}))"_s);
            m_exchange.status = m_exchange.status ? m_exchange.status : status.match(words).captured(1).toInt();
            return;
        }
        m_exchange.failure = failureOfCurl(code, words.left(400));
        finishStage(code);
        finishProxy();
    }

    /// A time limit ends whatever was going on.
    void finishStage(int code)
    {
        constexpr int kTime = 28;
        const bool isSaid = m_exchange.failure.detail.startsWith("Failed to connect to"_L1);
        if (code != kTime || m_exchange.failure.kind != NetworkFailureKind::TimedOut || isSaid) {
            return;
        }
        const bool isConnected = !m_exchange.connectedTo.isEmpty();
        const bool saysConnection = m_exchange.failure.stage == NetworkStage::Connect;
        if (isConnected) {
            m_exchange.failure.stage = m_path.isEmpty() && m_isTls ? NetworkStage::Tls : NetworkStage::Response;
        } else if (saysConnection || !m_exchange.addresses.isEmpty()) {
            m_exchange.failure.stage = NetworkStage::Connect;
        }
    }

    /// Where the failure is the proxy's own: curl names the proxy, and never got as far as the server.
    void finishProxy()
    {
        NetworkStage &stage = m_exchange.failure.stage;
        const bool isNamed = m_exchange.failure.detail.contains(u' ' + m_proxyHost, Qt::CaseInsensitive);
        if (m_proxyHost.isEmpty() || (!isNamed && m_host.compare(m_proxyHost, Qt::CaseInsensitive) != 0)) {
            return;
        }
        if (stage == NetworkStage::Connect) {
            stage = NetworkStage::ProxyConnect;
        } else if (stage == NetworkStage::Resolve) {
            stage = NetworkStage::ProxyResolve;
        } else {
            return;
        }
        m_exchange.proxy = m_proxyHost + u':' + QString::number(m_proxyPort);
    }

    HttpExchange m_exchange;
    QString m_host;
    QString m_proxyHost;
    int m_proxyPort = 0;
    int m_port = 0;
    QString m_authority;
    QString m_path;
    QString m_body;
    QString m_errorWords;
    QString m_remarkWords;
    QString m_connectWords;
    int m_exitCode = 0;
    int m_remarkCode = 0;
    bool m_isTls = false;
    bool m_isTunnel = false;
    bool m_seen = false;
};

} // namespace

std::optional<HttpExchange> curlVerbose(const TextSegment &segment)
{
    const CurlReader reader(segment);
    return reader.hasSeenAnything() ? std::optional(reader.exchange()) : std::nullopt;
}

} // namespace duodoctor::readers
