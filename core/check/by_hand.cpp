#include "check/by_hand.h"

#include "check/hand_commands.h"
#include "judge/evidence_role.h"
#include "judge/url_form.h"
#include "vantage/shell_quoting.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr GitLabVersion kFirstImageWithCurl{18, 5, std::nullopt};
constexpr GitLabVersion kFirstWithFamily{17, 9, std::nullopt};

/// Variables that tell how the gateway is set up, with `set` in the place of a key and without the password of a proxy.
constexpr auto kEnvironmentLine =
    "env | sed -E -e 's/^([A-Z0-9_]*(KEY|TOKEN|SECRET|PASSWORD)[A-Z0-9_]*)=.+/\\1=set/' -e 's,://.*@,://,' "
    "| grep -E '^(AIGW_|DUO_WORKFLOW_|PROMETHEUS_METRICS__|SSL_CERT|REQUESTS_CA|HF_|HOME=|AWS_|"
    "ENABLE_|DISABLE_|[a-zA-Z_]*_(PROXY|proxy)=)'";

/// Words for a request from one vantage.
class InstructionMaker
{
public:
    InstructionMaker(const CheckDefinition &definition, const CheckKey &key, const Deployment &deployment)
        : m_definition(definition)
        , m_key(key)
        , m_deployment(deployment)
    {
    }

    HandInstruction operator()(const HttpRequest &request) const
    {
        const bool isInside = m_key.vantage == Vantage::Gateway;
        const auto &version = m_deployment.gitlab.version;
        const bool hasCurl = !isInside || (version && !(*version < kFirstImageWithCurl));
        return made(handcommands::lineFor(request, hasCurl, m_definition.phase),
                    hasCurl ? EvidenceKind::CurlVerbose : withoutCurl(request));
    }
    HandInstruction operator()(const WebSocketRequest &request) const
    {
        const QStringList words{u"curl"_s,
                                u"--verbose"_s,
                                u"--no-buffer"_s,
                                u"--http1.1"_s,
                                u"--max-time"_s,
                                u"5"_s,
                                u"--header"_s,
                                u"Connection: Upgrade"_s,
                                u"--header"_s,
                                u"Upgrade: websocket"_s,
                                u"--header"_s,
                                u"Sec-WebSocket-Version: 13"_s,
                                u"--header"_s,
                                u"Sec-WebSocket-Key: ZHVvLWRvY3Rvci1rZXkhIQ=="_s,
                                u"--header"_s,
                                u"Origin: "_s + request.origin,
                                request.url.toString(QUrl::FullyEncoded)};
        return made(shellCommandLine(words) + u" 2>&1"_s, EvidenceKind::CurlVerbose);
    }
    HandInstruction operator()(const GrpcHealthRequest &request) const
    {
        const QString address = u"%1:%2"_s.arg(request.host).arg(request.port);
        if (m_key.vantage == Vantage::Gateway) {
            // The image has no grpcurl; a connection is what can be seen with what it has.
            const QString code = u"import socket, sys\n"
                                 "socket.create_connection((sys.argv[1], int(sys.argv[2])), 10)\n"
                                 "print(\"connected\")\n"_s;
            const QStringList words{u"python3"_s, u"-c"_s, code, request.host, QString::number(request.port)};
            return made(shellCommandLine(words) + u" 2>&1"_s, EvidenceKind::Unrecognised);
        }
        if (request.tls) {
            return made(openssl(request.host, request.port, u" -alpn h2"_s), EvidenceKind::OpensslSClient);
        }
        return made(shellCommandLine({u"curl"_s, u"--verbose"_s, u"--http2-prior-knowledge"_s, u"--max-time"_s, u"10"_s,
                                      u"http://"_s + address + u"/grpc.health.v1.Health/Check"_s}) +
                        u" 2>&1"_s,
                    EvidenceKind::CurlVerbose);
    }
    HandInstruction operator()(const CertificateFileRequest &request) const
    {
        return made(shellCommandLine({u"cat"_s, request.path}), EvidenceKind::Pem);
    }
    HandInstruction operator()(const ClientTrustRequest &request) const
    {
        using Client = ClientTrustRequest::Client;
        if (request.client == Client::GitLab) {
            return made(u"cat /etc/gitlab/trusted-certs/*.crt /etc/gitlab/trusted-certs/*.pem 2>/dev/null"_s,
                        EvidenceKind::Pem);
        }
        const QString variable =
            request.client == Client::PythonRequests ? u"REQUESTS_CA_BUNDLE"_s : u"SSL_CERT_FILE"_s;
        return made(
            u"if [ -n \"$%1\" ]; then cat \"$%1\"; else python3 -m certifi | xargs cat; fi 2>&1"_s.arg(variable),
            EvidenceKind::Pem);
    }
    HandInstruction operator()(const RailsRequest &) const
    {
        const QString ruby = handcommands::rubyFor(m_definition.id, m_deployment, m_key.subject);
        return made(handcommands::railsLine(ruby, m_deployment), EvidenceKind::RailsOutput);
    }
    HandInstruction operator()(const RakeRequest &request) const
    {
        QString task = u"gitlab:duo:verify_self_hosted_setup"_s;
        if (request.takesUser && !request.user.isEmpty()) {
            task += u"[%1]"_s.arg(request.user);
        }
        return made(handcommands::rakeLine(task, m_deployment), EvidenceKind::RakeReport);
    }
    HandInstruction operator()(const LogRequest &) const
    {
        if (m_key.vantage == Vantage::Gateway) {
            return beside(handcommands::gatewayLog(m_deployment), EvidenceKind::GatewayLog);
        }
        return {handcommands::llmLog(m_deployment), whereOfGitlab(), EvidenceKind::GitlabLlmLog, m_key.vantage};
    }
    HandInstruction operator()(const EnvironmentRequest &) const
    {
        return made(QString{QLatin1StringView{kEnvironmentLine}}, EvidenceKind::Environment);
    }
    HandInstruction operator()(const ContainerRequest &) const
    {
        const bool isCluster = m_deployment.aiGateway.reach.via == ReachVia::Kubectl;
        const bool isList = handcommands::isAskedOfTheList(m_definition.id);
        const EvidenceKind ofEngine = isList ? EvidenceKind::DockerPs : EvidenceKind::DockerInspect;
        const EvidenceKind ofCluster = isList ? EvidenceKind::KubectlPods : EvidenceKind::KubectlDescribe;
        return beside(handcommands::containerState(m_definition.id, m_deployment), isCluster ? ofCluster : ofEngine);
    }
    HandInstruction operator()(const TroubleshootRequest &) const
    {
        // No options: with a key among them its failure would print the key. The same form since 17.6.
        HandInstruction instruction = made(u"poetry run troubleshoot 2>&1"_s, EvidenceKind::TroubleshootReport);
        const auto &version = m_deployment.gitlab.version;
        if (version && *version < kFirstWithFamily) {
            instruction.where += u". Its last step may complain about missing options; that is no fault"_s;
        }
        return instruction;
    }
    HandInstruction operator()(const FolderAccessRequest &request) const
    {
        QStringList tests;
        for (const QString &path : request.paths) {
            const QString folder =
                path.startsWith(u'$') ? u"\"${%1:-$HOME}\""_s.arg(path.sliced(1)) : shellQuoted(path);
            tests << u"if [ -w %1 ]; then echo %1 writable; else echo %1 not writable; fi"_s.arg(folder);
        }
        return made(tests.join("; "_L1), EvidenceKind::FolderAccess);
    }

private:
    static EvidenceKind withoutCurl(const HttpRequest &request)
    {
        const QString path = request.url.path();
        if (path.endsWith("/models"_L1)) {
            return EvidenceKind::ModelsList;
        }
        if (path.endsWith("/completions"_L1)) {
            return EvidenceKind::ChatCompletion;
        }
        const bool isBody = request.method != "GET" || path.contains("openid"_L1) || path.contains("/keys"_L1);
        return isBody ? EvidenceKind::HttpBody : EvidenceKind::HttpStatus;
    }

    static QString openssl(const QString &host, int port, const QString &options)
    {
        return u"openssl s_client -connect %1 -servername %2 -showcerts%3 </dev/null 2>&1"_s.arg(
            shellQuoted(u"%1:%2"_s.arg(host).arg(port)), shellQuoted(host), options);
    }

    HandInstruction made(const QString &line, EvidenceKind expected) const
    {
        switch (m_key.vantage) {
        case Vantage::GitLab:
            return {handcommands::atGitlab(line, m_deployment), whereOfGitlab(), expected, m_key.vantage};
        case Vantage::Gateway:
            return {handcommands::inGateway(line, m_deployment), whereOfGateway(), expected, m_key.vantage};
        case Vantage::Workstation:
            break;
        }
        return {line, u"On this workstation"_s, expected, m_key.vantage};
    }

    HandInstruction beside(const QString &line, EvidenceKind expected) const
    {
        return {line, whereOfGateway(), expected, m_key.vantage};
    }

    QString whereOfGitlab() const
    {
        const Reach &reach = m_deployment.gitlab.reach;
        switch (reach.via) {
        case ReachVia::Docker:
            return u"On the host of GitLab's container, as somebody who may use its engine"_s;
        case ReachVia::Kubectl:
            return u"Where kubectl reaches GitLab's cluster"_s;
        case ReachVia::Ssh:
            return u"On the GitLab host %1, as somebody who may use sudo"_s.arg(reach.host);
        default:
            return u"On the GitLab host, as somebody who may use sudo"_s;
        }
    }

    QString whereOfGateway() const
    {
        const Reach &reach = m_deployment.aiGateway.reach;
        if (reach.via == ReachVia::Kubectl) {
            return u"Where kubectl reaches the gateway's cluster"_s;
        }
        const QString host = reach.on ? reach.on->host : reach.host;
        return host.isEmpty() ? u"On the host of the gateway's container, as somebody who may use its engine"_s
                              : u"On %1, as somebody who may use the container's engine"_s.arg(host);
    }

    const CheckDefinition &m_definition;
    const CheckKey &m_key;
    const Deployment &m_deployment;
};

} // namespace

std::optional<HandInstruction> handInstruction(const CheckKey &key, const Deployment &deployment)
{
    const CheckDefinition *definition = checkDefinition(key.check);
    if (!definition || !definition->vantages.contains(key.vantage)) {
        return std::nullopt;
    }
    const PlanContext context{&deployment, key.vantage, key.subject, true};
    if (definition->byHand) {
        return definition->byHand(context);
    }
    const ProbePlan plan = definition->plan(context);
    const auto first = std::ranges::find_if(
        plan.requests, [&](const NamedRequest &named) { return !named.from || *named.from == key.vantage; });
    if (plan.skip != SkipReason::None || first == plan.requests.end() ||
        (definition->phase == ExchangePhase::None && key.vantage == Vantage::Workstation)) {
        return std::nullopt;
    }
    return std::visit(InstructionMaker(*definition, key, deployment), first->request);
}

} // namespace duodoctor
