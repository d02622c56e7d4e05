#pragma once

#include "probe/prober.h"

#include <QtTest>

namespace duodoctor
{

/// A redactor that finds nothing, where redaction is not what a test is about.
class NoRedaction : public Redactor
{
public:
    Redaction redact(const QString &text) const override { return {text, 0}; }
};

/// An environment without proxy and credentials, that trusts nothing, with a short limit.
inline ProbeEnvironment bareEnvironment(std::chrono::milliseconds limit = std::chrono::seconds(20))
{
    ProbeEnvironment environment;
    environment.proxy.mode = ProxyMode::None;
    environment.defaultLimit = limit;
    environment.redactor = std::make_shared<NoRedaction>();
    return environment;
}

/// Runs one probe to its end. @return null when it did not end within a generous time.
inline EvidencePtr probeOnce(Prober &prober, const ProbeRequest &request)
{
    const QFuture<EvidencePtr> future = prober.run(request);
    constexpr int kPatienceMs = 20'000;
    const bool isDone = QTest::qWaitFor([&] { return future.isFinished(); }, kPatienceMs);
    return isDone && future.resultCount() == 1 ? future.result() : nullptr;
}

inline HttpRequest getRequest(const QString &url)
{
    HttpRequest request;
    request.url = QUrl(url);
    return request;
}

/// The exchange of one GET in a bare environment, or an empty one when the probe never ended.
inline HttpExchange exchangeOf(Prober &prober, const HttpRequest &request)
{
    const EvidencePtr evidence = probeOnce(prober, request);
    return evidence && evidence->httpExchange() ? *evidence->httpExchange() : HttpExchange{};
}

} // namespace duodoctor
