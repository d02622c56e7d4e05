#include "remedy_bench.h"

#include "support/nginx_server.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Ground = RemedyGround;
using Bench = RemedyBench;

void takeOption(Bench &bench, const QString &value)
{
    bench.containerOptions.removeIf([&](const auto &option) { return option.second == value; });
}

bool publishes(const Bench &bench, const QString &ports)
{
    return bench.world.container().value("status"_L1) == "running"_L1 &&
           bench.world.options(u"--publish"_s).contains(ports);
}

void knowModelKey(Bench &bench)
{
    bench.modelKey = bench.fault.modelKey;
}

bool modelHas(const Bench &bench, const QStringList &options)
{
    for (const QString &option : options) {
        if (!bench.person->modelOptions.contains(option)) {
            return false;
        }
    }
    return true;
}

/// A proxy on its way out of use sends everybody to another port.
void redirectFromPlainPort(Bench &bench)
{
    const int tls = bench.nginx->port();
    bench.world.ports.insert(443, tls);
    bench.world.ports.insert(80, freePort());
    putIntoNginx(bench.world,
                 u"server {\n  listen 127.0.0.1:%1;\n  location / { return 301 https://$host:%2$request_uri; }\n}"_s
                     .arg(bench.world.ports.value(80))
                     .arg(tls),
                 {});
    bench.world.run(u"nginx -s reload"_s);
    bench.deployment.aiGateway.url = u"http://aigw.practice.localhost:%1"_s.arg(bench.world.ports.value(80));
}

/// A proxy that buffers, as nginx does unless it is told not to.
void putProxyBeforeModel(Bench &bench)
{
    bench.nginx = std::make_unique<RemedyNginx>(bench.world);
    bench.nginx->start({}, {}, {u"proxy_pass http://127.0.0.1:8000;"_s});
}

/// The proxy leads to the Agent Platform's service, and speaks HTTP/1.1.
void putHttp1ProxyBeforeAgentPlatform(Bench &bench)
{
    QString &address = bench.deployment.aiGateway.agentPlatform->address;
    bench.world.ports.insert(50052, address.section(u':', 1).toInt());
    bench.world.ports.insert(8443, freePort());
    putIntoNginx(bench.world, u"proxy_pass http://127.0.0.1:50052;"_s, {});
    bench.world.run(u"nginx -s reload"_s);
    address = u"aigw.practice.localhost:%1"_s.arg(bench.nginx->port());
    bench.deployment.aiGateway.url = u"http://aigw.practice.localhost:%1"_s.arg(bench.gatewayPort());
}

QList<RemedyCase> settingsCases()
{
    constexpr auto kGround = Ground::Settings;
    return {
        {u"gateway-url-localhost"_s, kGround},
        {u"gateway-url-path"_s, kGround},
        {u"gateway-url-no-scheme"_s, kGround},
        {u"gateway-url-grpc-port"_s, kGround, [](Bench &bench) { bench.useHealthyGatewayPort(); }},
        {u"gateway-url-metrics-port"_s, kGround, [](Bench &bench) { bench.useHealthyGatewayPort(); }},
        {u"gateway-http-on-tls-port"_s, kGround},
        {u"gateway-not-tls"_s, kGround},
        {u"gateway-name-unknown"_s, kGround},
        {u"gateway-is-gitlab"_s, kGround,
         [](Bench &bench) {
             bench.startHealthy();
             bench.deployment.aiGateway.url = bench.deployment.gitlab.url;
         }},
        {u"gateway-is-model"_s, kGround,
         [](Bench &bench) {
             bench.startHealthy();
             bench.deployment.aiGateway.url = QString(bench.deployment.models.first().endpoint).remove(u"/v1"_s);
         }},
        {u"model-localhost"_s, kGround},
        {u"model-missing-v1"_s, kGround},
        {u"model-doubled-path"_s, kGround},
        {u"model-not-served"_s, kGround},
        {u"model-key-missing"_s, kGround, knowModelKey},
        {u"model-key-rejected"_s, kGround, knowModelKey},
        {u"agent-platform-plain"_s, kGround, [](Bench &bench) { bench.circumstances << Circumstance::PlainText; }},
        {u"agent-platform-scheme"_s, kGround},
    };
}

QList<RemedyCase> fileCases()
{
    QList<RemedyCase> cases;
    for (const char *fault :
         {"ca-bundle-missing", "ca-bundle-empty", "ca-bundle-unreadable", "ca-bundle-byte-order-mark", "ca-bundle-der",
          "tls-untrusted-ca", "gateway-bundle-lacks-ca", "gateway-bundle-missing", "gitlab-trust-lacks-ca"}) {
        cases << RemedyCase{QString::fromLatin1(fault), Ground::Files};
    }
    return cases;
}

QList<RemedyCase> containerCases()
{
    constexpr auto kGround = Ground::Container;
    const auto runsImageOfGitlab = [](const Bench &bench) {
        return bench.world.container().value("image"_L1).toString().contains(":self-hosted-v18.11."_L1);
    };
    return {
        {u"gateway-refused"_s, kGround, [](Bench &bench) { takeOption(bench, u"5052:5052"_s); },
         [](const Bench &bench) { return publishes(bench, u"5052:5052"_s); }},
        {u"gateway-unhealthy"_s, kGround, nullptr,
         [](const Bench &bench) { return bench.world.container().value("starts"_L1).toInt() > 1; }},
        {u"gateway-auth-bypassed"_s, kGround,
         [](Bench &bench) {
             bench.containerOptions << std::pair{u"--env"_s, u"AIGW_AUTH__BYPASS_EXTERNAL=true"_s};
         },
         [](const Bench &bench) { return bench.world.variable(u"AIGW_AUTH__BYPASS_EXTERNAL"_s) != "true"_L1; }},
        {u"gateway-image-older"_s, kGround, [](Bench &bench) { bench.containerImage = bench.fault.image; },
         runsImageOfGitlab},
        {u"gateway-image-nightly"_s, kGround, [](Bench &bench) { bench.containerImage = bench.fault.image; },
         runsImageOfGitlab},
        {u"metrics-refused"_s, kGround, nullptr,
         [](const Bench &bench) {
             return publishes(bench, u"8082:8082"_s) &&
                    bench.world.variable(u"AIGW_FASTAPI__METRICS_HOST"_s) == "0.0.0.0"_L1;
         }},
        {u"agent-platform-refused"_s, kGround, [](Bench &bench) { takeOption(bench, u"50052:50052"_s); },
         [](const Bench &bench) { return publishes(bench, u"50052:50052"_s); }},
        {u"agent-platform-not-serving"_s, kGround, nullptr,
         [](const Bench &bench) { return bench.world.container().value("starts"_L1).toInt() > 1; }},
        {u"gitlab-starting"_s, kGround, [](Bench &bench) { bench.setService(u"puma"_s, u"down"_s); },
         [](const Bench &bench) { return bench.service(u"puma"_s) == "run"_L1; }},
        {u"gitlab-refused"_s, kGround, [](Bench &bench) { bench.setService(u"nginx"_s, u"down"_s); },
         [](const Bench &bench) { return bench.service(u"nginx"_s) == "run"_L1; }},
        {u"model-refused"_s, kGround, [](Bench &bench) { bench.circumstances << Circumstance::ListensOnLoopback; },
         [](const Bench &bench) {
             return modelHas(bench, {u"--host"_s, u"0.0.0.0"_s});
         }},
        {u"model-chat-template"_s, kGround, nullptr,
         [](const Bench &bench) { return modelHas(bench, {u"--chat-template"_s}); }},
        {u"model-context-short"_s, kGround, nullptr,
         [](const Bench &bench) {
             const qsizetype at = bench.person->modelOptions.indexOf(u"--max-model-len"_s);
             return at >= 0 && bench.person->modelOptions.value(at + 1).toInt() > bench.fault.contextTokens;
         }},
        {u"model-buffered"_s, kGround, putProxyBeforeModel,
         [](const Bench &bench) { return bench.world.run(u"nginx -T"_s).output.contains("proxy_buffering off;"_L1); }},
    };
}

QList<RemedyCase> frontCases()
{
    QList<RemedyCase> cases;
    for (const char *fault :
         {"tls-expired", "tls-not-yet-valid", "tls-expires-soon", "tls-self-signed", "tls-incomplete-chain",
          "tls-hostname-mismatch", "tls-common-name-only", "tls-weak-key", "tls-weak-signature", "tls-not-a-ca",
          "tls-path-length", "tls-wrong-usage", "tls-intermediate-expired", "tls-client-certificate",
          "tls-protocol-too-old", "gateway-default-page", "gateway-proxy-502", "gateway-proxy-504"}) {
        cases << RemedyCase{QString::fromLatin1(fault), Ground::Front};
    }
    cases << RemedyCase{u"gateway-redirects"_s, Ground::Front, redirectFromPlainPort};
    cases << RemedyCase{u"agent-platform-http1-proxy"_s,
                        Ground::Front,
                        putHttp1ProxyBeforeAgentPlatform,
                        nullptr,
                        {u"gateway-not-tls"_s, u"agent-platform-plain"_s}};
    return cases;
}

/// What is done to the gateway's container differs with the way it was installed.
QList<RemedyCase> composeCases()
{
    QList<RemedyCase> cases = fileCases() + containerCases();
    cases.removeIf([](const RemedyCase &candidate) {
        return !candidate.fault.startsWith("gateway-"_L1) && !candidate.fault.startsWith("agent-platform-"_L1) &&
               !candidate.fault.startsWith("metrics-"_L1);
    });
    for (RemedyCase &remedyCase : cases) {
        remedyCase.installation = GatewayInstallation::Compose;
    }
    return cases;
}

} // namespace

const QList<RemedyCase> &remedyCases()
{
    static const QList<RemedyCase> all =
        settingsCases() + fileCases() + containerCases() + frontCases() + composeCases();
    return all;
}

} // namespace duodoctor
