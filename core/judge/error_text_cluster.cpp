#include "judge/error_text_rows.h"
#include "judge/finding_ids.h"

namespace duodoctor::error_text
{

using namespace Qt::StringLiterals;
using namespace finding;

namespace
{

// facts/errors section 6.
constexpr std::array kCluster{
    Row{{"does not match the detected host"_L1}, kGatewayPlatformMismatch},
    Row{{"exec format error"_L1}, kGatewayPlatformMismatch},
    Row{{"imagepullbackoff"_L1}, kPodImagePull},
    Row{{"errimagepull"_L1}, kPodImagePull},
    Row{{"manifest unknown"_L1}, kPodImagePull},
    Row{{"pull access denied"_L1}, kPodImagePull},
    Row{{"failed to pull image"_L1}, kPodImagePull},
    Row{{"oomkilled"_L1}, kPodCrashLoop},
    Row{{"crashloopbackoff"_L1}, kPodCrashLoop},
    Row{{"back-off restarting failed container"_L1}, kPodCrashLoop},
    Row{{"perhaps out of memory"_L1}, kGatewayUnderResourced},
    Row{{"memoryerror"_L1}, kGatewayUnderResourced},
    Row{{"oom-kill"_L1}, kGatewayUnderResourced},
    Row{{"exit code 137"_L1}, kGatewayUnderResourced},
    Row{{"exited (137)"_L1}, kGatewayUnderResourced},
    Row{{"cannot allocate memory"_L1}, kGatewayUnderResourced},
    Row{{"no space left on device"_L1}, kGatewayUnderResourced},
    Row{{"createcontainerconfigerror"_L1}, kPodNotReady},
    Row{{"readiness probe failed"_L1}, kPodNotReady},
    Row{{"timed out waiting for the condition"_L1}, kPodNotReady},
    Row{{"default backend - 404"_L1}, kIngressNotRouting},
    Row{{"no such container"_L1}, kGatewayNotRunning},
    Row{{"container is not running"_L1}, kGatewayNotRunning},
    Row{{"container state improper"_L1}, kGatewayNotRunning},
};

// facts/endpoints section 6. In the gateway's own log such a page comes from a proxy before the model server.
constexpr std::array kProxy{
    Row{{"plain http request was sent to https port"_L1}, kHttpOnTlsPort},
    Row{{"client sent an http request to an https server"_L1}, kHttpOnTlsPort},
    // The words of Windows' own web client.
    Row{{"server returned an error: (502)"_L1}, kGatewayBehindBrokenProxy},
    Row{{"server returned an error: (503)"_L1}, kGatewayBehindBrokenProxy},
    Row{{"server returned an error: (504)"_L1}, kGatewayBehindBrokenProxy},
    Row{{"server returned an error: (407)"_L1}, kProxyAuthRequired},
    Row{{"while connecting to upstream"_L1}, kGatewayBehindBrokenProxy},
    Row{{"while reading response header from upstream"_L1}, kGatewayBehindBrokenProxy},
    Row{{"upstream prematurely closed connection"_L1}, kGatewayBehindBrokenProxy},
    Row{{"host not found in upstream"_L1}, kGatewayBehindBrokenProxy},
    Row{{"no live upstreams"_L1}, kGatewayBehindBrokenProxy},
    Row{{"client intended to send too large body"_L1}, kConfigProxyBuffering},
    Row{{"413 request entity too large"_L1}, kConfigProxyBuffering},
    Row{{"502 bad gateway"_L1}, kModelServerError, kGateway},
    Row{{"503 service"_L1, "unavailable"_L1}, kModelServerError, kGateway},
    Row{{"504 gateway time"_L1}, kModelTimeout, kGateway},
    Row{{"502 bad gateway"_L1}, kGatewayBehindBrokenProxy},
    Row{{"503 service temporarily unavailable"_L1}, kGatewayBehindBrokenProxy},
    Row{{"503 service unavailable"_L1}, kGatewayBehindBrokenProxy},
    Row{{"504 gateway time-out"_L1}, kGatewayBehindBrokenProxy},
    Row{{"504 gateway timeout"_L1}, kGatewayBehindBrokenProxy},
    Row{{"407 proxy authentication required"_L1}, kProxyAuthRequired},
    Row{{"tunnel connection failed: 407"_L1}, kProxyAuthRequired},
    Row{{"proxy authentication required"_L1}, kProxyAuthRequired},
    Row{{"tunnel connection failed"_L1}, kProxyInterceptsInternal},
    Row{{"cannot connect to proxy"_L1}, kProxyUnreachable},
    Row{{"unable to connect to proxy"_L1}, kProxyUnreachable},
};

} // namespace

std::span<const Row> clusterRows()
{
    return kCluster;
}

std::span<const Row> proxyRows()
{
    return kProxy;
}

} // namespace duodoctor::error_text
