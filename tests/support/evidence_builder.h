#pragma once

#include "evidence/evidence.h"
#include "judge/evidence_role.h"
#include "judge/judge_input.h"

#include <QByteArray>
#include <QStringList>

namespace duodoctor
{

/// Builds one exchange, as a probe would have seen it: an answer by default, a failure when told.
class ExchangeBuilder
{
public:
    explicit ExchangeBuilder(const QString &url);

    ExchangeBuilder &answers(int status, const QByteArray &body = {}, const QByteArray &contentType = {});
    ExchangeBuilder &json(int status, const QByteArray &body) { return answers(status, body, "application/json"); }
    ExchangeBuilder &html(int status, const QByteArray &body) { return answers(status, body, "text/html"); }
    ExchangeBuilder &header(const QByteArray &name, const QByteArray &value);
    ExchangeBuilder &fails(NetworkFailureKind kind, NetworkStage stage);
    ExchangeBuilder &foreignBytes(const QByteArray &bytes); ///< no HTTP came back
    ExchangeBuilder &through(const QString &proxy, int connectStatus = 0);
    ExchangeBuilder &withKey();
    ExchangeBuilder &withTls(const QString &alpn);
    ExchangeBuilder &httpVersion(const QString &version);
    ExchangeBuilder &took(std::chrono::milliseconds total);
    /// Streamed: pieces that arrived at these moments.
    ExchangeBuilder &pieces(const QList<std::chrono::milliseconds> &at);

    EvidencePtr evidence() const;
    /// The same below a gRPC health answer.
    EvidencePtr grpc(std::optional<int> grpcStatus = {}, std::optional<GrpcHealth::Serving> serving = {},
                     const QString &message = {}) const;
    const HttpExchange &exchange() const { return m_exchange; }

private:
    HttpExchange m_exchange;
};

/// A deployment in order: GitLab, a gateway with Agent Platform and metrics, one vLLM model named "mistral".
Deployment exampleDeployment();

/// What a judge sees of `deployment`, with this evidence. `deployment` must outlive it.
JudgeInput judgeInput(const Deployment &deployment, const QList<std::pair<QLatin1StringView, EvidencePtr>> &evidence,
                      const QString &subject = {});

/// The findings as text: `id`, or `id/warning` where the severity is not the vocabulary's.
QStringList idsOf(const Findings &findings);

/// Bodies that try to break a reader: huge, binary, deep JSON, unfinished JSON, endless lines.
QList<QByteArray> hostileBodies();

} // namespace duodoctor
