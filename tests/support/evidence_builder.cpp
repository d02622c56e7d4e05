#include "support/evidence_builder.h"

#include "judge/finding_vocabulary.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

ExchangeBuilder::ExchangeBuilder(const QString &url)
{
    m_exchange.method = "GET";
    m_exchange.url = QUrl(url);
    m_exchange.addresses = {u"192.0.2.10"_s};
    m_exchange.connectedTo = u"192.0.2.10:443"_s;
    m_exchange.httpVersion = u"1.1"_s;
    m_exchange.phases.total = std::chrono::milliseconds(12);
}

ExchangeBuilder &ExchangeBuilder::answers(int status, const QByteArray &body, const QByteArray &contentType)
{
    m_exchange.status = status;
    m_exchange.body = body;
    if (!contentType.isEmpty()) {
        header("content-type", contentType);
    }
    return *this;
}

ExchangeBuilder &ExchangeBuilder::header(const QByteArray &name, const QByteArray &value)
{
    m_exchange.headers << std::pair{name, value};
    return *this;
}

ExchangeBuilder &ExchangeBuilder::fails(NetworkFailureKind kind, NetworkStage stage)
{
    m_exchange.failure = {kind, stage, u"as told by the library"_s};
    if (stage <= NetworkStage::Connect) {
        m_exchange.connectedTo.clear();
    }
    return *this;
}

ExchangeBuilder &ExchangeBuilder::foreignBytes(const QByteArray &bytes)
{
    m_exchange.body = bytes;
    return fails(NetworkFailureKind::NotHttp, NetworkStage::Response);
}

ExchangeBuilder &ExchangeBuilder::through(const QString &proxy, int connectStatus)
{
    m_exchange.proxy = proxy;
    m_exchange.proxyStatus = connectStatus;
    return *this;
}

ExchangeBuilder &ExchangeBuilder::withKey()
{
    m_exchange.credentialSent = true;
    return *this;
}

ExchangeBuilder &ExchangeBuilder::withTls(const QString &alpn)
{
    TlsHandshake tls;
    tls.protocol = u"TLSv1.3"_s;
    tls.alpn = alpn;
    m_exchange.tls = tls;
    return *this;
}

ExchangeBuilder &ExchangeBuilder::httpVersion(const QString &version)
{
    m_exchange.httpVersion = version;
    return *this;
}

ExchangeBuilder &ExchangeBuilder::took(std::chrono::milliseconds total)
{
    m_exchange.phases.total = total;
    return *this;
}

ExchangeBuilder &ExchangeBuilder::pieces(const QList<std::chrono::milliseconds> &at)
{
    m_exchange.streamRequested = true;
    for (const std::chrono::milliseconds moment : at) {
        m_exchange.pieces << BodyPiece{moment, m_exchange.body.size() / at.size()};
    }
    return *this;
}

EvidencePtr ExchangeBuilder::evidence() const
{
    Evidence evidence;
    evidence.payload = m_exchange;
    return std::make_shared<const Evidence>(evidence);
}

EvidencePtr ExchangeBuilder::grpc(std::optional<int> grpcStatus, std::optional<GrpcHealth::Serving> serving,
                                  const QString &message) const
{
    GrpcHealth health;
    health.exchange = m_exchange;
    health.grpcStatus = grpcStatus;
    health.serving = serving;
    health.grpcMessage = message;
    Evidence evidence;
    evidence.payload = health;
    evidence.kind = EvidenceKind::GrpcHealth;
    return std::make_shared<const Evidence>(evidence);
}

Deployment exampleDeployment()
{
    Deployment deployment;
    deployment.gitlab.url = u"https://gitlab.example.com"_s;
    deployment.gitlab.version = GitLabVersion{18, 2, 1};
    deployment.aiGateway.url = u"https://aigw.example.com"_s;
    deployment.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, true};
    deployment.aiGateway.metrics = {u"http://aigw.example.com:8082/metrics"_s};
    deployment.aiGateway.image = u"model-gateway:self-hosted-v18.2.1-ee"_s;
    Model model;
    model.name = u"mistral"_s;
    model.family = u"mistral"_s;
    model.provider = u"vllm"_s;
    model.identifier = u"custom_openai/Mistral-Small"_s;
    model.endpoint = u"http://vllm.example.com:8000/v1"_s;
    model.features = {u"code_generations"_s, u"duo_chat"_s};
    model.apiKey.from = ApiKeySource::Keychain;
    deployment.models = {model};
    return deployment;
}

JudgeInput judgeInput(const Deployment &deployment, const QList<std::pair<QLatin1StringView, EvidencePtr>> &evidence,
                      const QString &subject)
{
    JudgeInput input;
    input.deployment = &deployment;
    input.subject = subject;
    input.now = QDateTime(QDate(2026, 11, 21), QTime(10, 0), Qt::UTC);
    for (const auto &[role, item] : evidence) {
        if (item) {
            input.evidence.insert(role, item);
        }
    }
    return input;
}

QStringList idsOf(const Findings &findings)
{
    QStringList ids;
    for (const Finding &finding : findings) {
        const FindingDefinition *definition = findingDefinition(finding.id);
        const bool isLowered = definition && definition->severity != finding.severity;
        ids << finding.id.toString() + (isLowered ? u'/' + QString{toWire(finding.severity)} : QString{});
    }
    return ids;
}

QList<QByteArray> hostileBodies()
{
    QByteArray everyByte;
    for (int value = 0; value < 256; ++value) {
        everyByte.append(static_cast<char>(value));
    }
    return {QByteArray(2 * 1024 * 1024, 'x'),
            everyByte.repeated(64),
            QByteArray("[").repeated(100'000),
            QByteArray("{\"error\":").repeated(50'000),
            "{\"data\":[" + QByteArray("{\"id\":\"a\"},").repeated(10'000) + "{}]}",
            QByteArray("data: {\n").repeated(100'000),
            QByteArray("data:").repeated(100'000),
            "{\"error\":{\"message\":" + QByteArray("9").repeated(100'000) + "}}",
            QByteArray("<html>").repeated(50'000),
            QByteArray("\0\0\0", 3),
            QByteArray()};
}

} // namespace duodoctor
