#include "certificate/known_issuers.h"

#include "certificate/ascii.h"

#include <algorithm>
#include <array>
#include <span>

namespace duodoctor
{

namespace
{

/// A product and a part of the name that it writes, in lower case.
struct KnownName {
    std::string_view part;
    std::string_view product;
};

/// Parts are chosen so that no public authority carries them: Symantec, Entrust, Cisco or Trend Micro alone would be
/// wrong, since they ran or run such authorities.
constexpr std::array kInterceptors{
    KnownName{"zscaler", "Zscaler"},
    KnownName{"netskope", "Netskope"},
    KnownName{"goskope", "Netskope"},
    KnownName{"palo alto networks", "Palo Alto Networks"},
    KnownName{"paloaltonetworks", "Palo Alto Networks"},
    KnownName{"pan-os", "Palo Alto Networks"},
    KnownName{"prisma access", "Palo Alto Networks"},
    KnownName{"globalprotect", "Palo Alto Networks"},
    KnownName{"fortinet", "Fortinet"},
    KnownName{"fortigate", "Fortinet"},
    KnownName{"fortiproxy", "Fortinet"},
    KnownName{"blue coat", "Blue Coat"},
    KnownName{"bluecoat", "Blue Coat"},
    KnownName{"proxysg", "Blue Coat"},
    KnownName{"symantec web security service", "Symantec"},
    KnownName{"symantec wss", "Symantec"},
    KnownName{"sophos", "Sophos"},
    KnownName{"mcafee web gateway", "McAfee Web Gateway"},
    KnownName{"mcafee web", "McAfee Web Gateway"},
    KnownName{"mcafee, inc", "McAfee Web Gateway"},
    KnownName{"mcafee client proxy", "McAfee Web Gateway"},
    KnownName{"skyhigh", "Skyhigh"},
    KnownName{"trellix", "Trellix"},
    KnownName{"cisco umbrella", "Cisco Umbrella"},
    KnownName{"opendns", "Cisco Umbrella"},
    KnownName{"ironport", "Cisco Secure Web Appliance"},
    KnownName{"cisco secure web", "Cisco Secure Web Appliance"},
    KnownName{"cisco secure access", "Cisco Secure Access"},
    KnownName{"cisco firepower", "Cisco Firepower"},
    KnownName{"check point", "Check Point"},
    KnownName{"checkpoint", "Check Point"},
    KnownName{"forcepoint", "Forcepoint"},
    KnownName{"websense", "Forcepoint"},
    KnownName{"iboss", "iboss"},
    KnownName{"menlo security", "Menlo Security"},
    KnownName{"cato networks", "Cato Networks"},
    KnownName{"gateway ca - cloudflare managed", "Cloudflare Gateway"},
    KnownName{"cloudflare for teams", "Cloudflare Gateway"},
    KnownName{"barracuda", "Barracuda"},
    KnownName{"watchguard", "WatchGuard"},
    KnownName{"fireware https proxy", "WatchGuard"},
    KnownName{"sonicwall", "SonicWall"},
    KnownName{"dpi-ssl", "SonicWall"},
    KnownName{"smoothwall", "Smoothwall"},
    KnownName{"untangle", "Untangle"},
    KnownName{"contentkeeper", "ContentKeeper"},
    KnownName{"lightspeed", "Lightspeed"},
    KnownName{"securly", "Securly"},
    KnownName{"clearswift", "Clearswift"},
    KnownName{"interscan", "Trend Micro InterScan"},
    KnownName{"trend micro web security", "Trend Micro"},
    KnownName{"zero trust secure access", "Trend Micro"},
    KnownName{"hillstone", "Hillstone"},
    KnownName{"sangfor", "Sangfor"},
    KnownName{"stormshield", "Stormshield"},
    KnownName{"juniper networks ssl proxy", "Juniper"},
    KnownName{"f5 ssl orchestrator", "F5"},
    KnownName{"a10 ssl insight", "A10"},
    KnownName{"gigamon", "Gigamon"},
    KnownName{"kaspersky", "Kaspersky"},
    KnownName{"avast! web/mail shield", "Avast"},
    KnownName{"avast web/mail shield", "Avast"},
    KnownName{"avg web/mail shield", "AVG"},
    KnownName{"eset ssl filter", "ESET"},
    KnownName{"bitdefender", "Bitdefender"},
    KnownName{"dr.web", "Dr.Web"},
    KnownName{"adguard", "AdGuard"},
    KnownName{"squid proxy", "Squid"},
    KnownName{"squid ca", "Squid"},
    KnownName{"squidca", "Squid"},
    KnownName{"ssl-bump", "Squid"},
    KnownName{"sslbump", "Squid"},
    KnownName{"mitmproxy", "mitmproxy"},
    KnownName{"charles proxy", "Charles Proxy"},
    KnownName{"xk72 ltd", "Charles Proxy"},
    KnownName{"do_not_trust", "Fiddler"},
    KnownName{"fiddler", "Fiddler"},
    KnownName{"portswigger", "Burp Suite"},
    KnownName{"burp suite", "Burp Suite"},
    KnownName{"zed attack proxy", "ZAP"},
    KnownName{"proxyman", "Proxyman"},
    KnownName{"http toolkit", "HTTP Toolkit"},
    KnownName{"whistle.", "whistle"},
    KnownName{"superfish", "Superfish"},
    KnownName{"ssl inspection", "a TLS-inspecting proxy"},
    KnownName{"tls inspection", "a TLS-inspecting proxy"},
    KnownName{"https inspection", "a TLS-inspecting proxy"},
    KnownName{"ssl decrypt", "a TLS-inspecting proxy"},
    KnownName{"tls decrypt", "a TLS-inspecting proxy"},
    KnownName{"ssl interception", "a TLS-inspecting proxy"},
    KnownName{"forward trust", "a TLS-inspecting proxy"},
};

constexpr std::array kDevelopmentAuthorities{
    KnownName{"mkcert", "mkcert"},
    KnownName{"caddy local authority", "Caddy"},
    KnownName{"kubernetes ingress controller fake certificate", "ingress-nginx"},
    KnownName{"ingress controller fake", "ingress-nginx"},
    KnownName{"ingress.local", "ingress-nginx"},
    KnownName{"traefik default cert", "Traefik"},
    KnownName{"minikubeca", "minikube"},
    KnownName{"dynamiclistener", "Rancher"},
    KnownName{"minica root ca", "minica"},
    KnownName{"pebble root ca", "Pebble"},
    KnownName{"pebble intermediate ca", "Pebble"},
    KnownName{"fake le ", "Let's Encrypt staging"},
    KnownName{"(staging)", "Let's Encrypt staging"},
    KnownName{"internet widgits", "OpenSSL's example answers"},
    KnownName{"snake oil", "an example certificate"},
    KnownName{"snakeoil", "an example certificate"},
    KnownName{"default company ltd", "OpenSSL's example answers"},
    KnownName{"someorganization", "a distribution's default certificate"},
    KnownName{"acme co", "Go's example program"},
    KnownName{"asp.net core https development", "ASP.NET Core"},
    KnownName{"smallstep development", "step"},
    KnownName{"valet ca self signed", "Laravel Valet"},
    KnownName{"laravel valet", "Laravel Valet"},
    KnownName{"lando local ca", "Lando"},
    KnownName{"devcert", "devcert"},
    KnownName{"webpack-dev-server", "webpack"},
    KnownName{"puma-dev ca", "puma-dev"},
    KnownName{"step-ca development", "step"},
    KnownName{"orbstack development", "OrbStack"},
    KnownName{"default certificate", "a default certificate"},
    KnownName{"development ca", "a development authority"},
    KnownName{"localhost ca", "a development authority"},
};

std::string_view productNamed(const DistinguishedName &name, std::span<const KnownName> known)
{
    const std::string text = asciiLower(name.text);
    for (const KnownName &entry : known) {
        if (text.find(entry.part) != std::string::npos) {
            return entry.product;
        }
    }
    return {};
}

} // namespace

std::string_view interceptorNamed(const DistinguishedName &name)
{
    return productNamed(name, kInterceptors);
}

std::string_view developmentAuthorityNamed(const DistinguishedName &name)
{
    return productNamed(name, kDevelopmentAuthorities);
}

} // namespace duodoctor
