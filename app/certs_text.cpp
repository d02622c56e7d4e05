#include "app/certs_output.h"

#include "app/messages.h"
#include "certificate/chain_picture.h"
#include "playbook/step_numbers.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kBold{"\x1b[1m"};
constexpr QLatin1StringView kRed{"\x1b[31m"};
constexpr QLatin1StringView kGreen{"\x1b[32m"};
constexpr QLatin1StringView kReset{"\x1b[0m"};

/// Prints lines with or without colour; everything that came from outside passes printable().
class Printer
{
public:
    explicit Printer(CommandContext &context)
        : m_context(context)
        , m_color(context.outIsColored)
    {
    }

    void line(const QString &text = {}) { printLine(m_context.out, text); }
    void heading(const QString &text)
    {
        line();
        line(colored(text, kBold));
    }
    QString colored(const QString &text, QLatin1StringView color) const
    {
        return m_color ? color + text + kReset : text;
    }

private:
    CommandContext &m_context;
    bool m_color;
};

QString shown(const std::string &text)
{
    return printable(QString::fromStdString(text));
}

QString roleText(ChainPicture::Role role)
{
    switch (role) {
    case ChainPicture::Role::Server:
        return u"server"_s;
    case ChainPicture::Role::Intermediate:
        return u"intermediate"_s;
    case ChainPicture::Role::Root:
        return u"root"_s;
    }
    return {};
}

QString originText(ChainPicture::Origin origin)
{
    switch (origin) {
    case ChainPicture::Origin::Sent:
        return u"sent by the server"_s;
    case ChainPicture::Origin::Store:
        return u"in the trust store"_s;
    case ChainPicture::Origin::SentAndStore:
        return u"sent by the server, and in the trust store"_s;
    case ChainPicture::Origin::Missing:
        return u"MISSING: neither sent nor in the trust store"_s;
    }
    return {};
}

void printChain(const ChainPicture &picture, Printer &printer)
{
    printer.heading(u"Chain, from the server up"_s);
    for (size_t i = 0; i < picture.nodes.size(); ++i) {
        const ChainPicture::Node &node = picture.nodes[i];
        if (i > 0) {
            printer.line(u"      | signed by"_s);
        }
        printer.line(u"  [%1] %2"_s.arg(roleText(node.role), shown(node.subject)));
        printer.line(u"      | %1"_s.arg(originText(node.origin)));
        if (!node.notAfter.empty()) {
            printer.line(u"      | valid from %1 to %2"_s.arg(shown(node.notBefore), shown(node.notAfter)));
        }
        if (!node.names.empty()) {
            printer.line(u"      | names: %1"_s.arg(shown(node.names)));
        }
        if (!node.url.empty()) {
            printer.line(u"      | to be had from %1"_s.arg(shown(node.url)));
        }
        for (const ChainProblem problem : node.problems) {
            printer.line(u"      ! %1"_s.arg(findingIdFor(problem).view()));
        }
    }
    for (const std::string &subject : picture.unused) {
        printer.line(u"  (sent, and not needed: %1)"_s.arg(shown(subject)));
    }
}

void printFindings(const CertsResult &result, const Playbook &playbook, bool verbose, Printer &printer)
{
    QStringList lines;
    for (const Finding &finding : result.findings) {
        if (finding.severity == Severity::Info && !verbose) {
            continue;
        }
        lines.append(u"  %1  %2: %3"_s.arg(QString{toWire(finding.severity)}.leftJustified(7), finding.id.toString(),
                                           printable(playbook.messageFor(finding, Deployment{}))));
        const QString client = finding.arguments.value(Argument::Client);
        if (!client.isEmpty() && client != "every client"_L1) {
            lines.append(u"           concerns %1"_s.arg(client));
        }
    }
    if (!lines.isEmpty()) {
        printer.heading(u"Findings"_s);
        for (const QString &line : std::as_const(lines)) {
            printer.line(line);
        }
    }
}

/// Which certificate belongs into which file.
void printRepair(const CertsResult &result, Printer &printer)
{
    const MissingCertificate &missing = result.answer.judgement.missing;
    if (missing.subject.empty()) {
        return;
    }
    const QString subject = shown(missing.subject);
    const QString bundle = result.trustFile.isEmpty() ? u"the trust store"_s : printable(result.trustFile);
    printer.heading(u"Repair"_s);
    if (!missing.isRoot) {
        printer.line(
            u"  On the server, append the certificate %1 behind the server's own in the file that it sends."_s.arg(
                subject));
        if (!missing.url.empty()) {
            printer.line(u"  Fetch it from %1; when it comes in DER, convert it:"_s.arg(shown(missing.url)));
            printer.line(u"      openssl x509 -inform DER -in issuer.crt -out issuer.pem"_s);
        }
        return;
    }
    if (!missing.sent) {
        printer.line(u"  Get the root certificate %1 from whoever runs that authority, and append it to %2."_s.arg(
            subject, bundle));
        return;
    }
    printer.line(u"  Compare this fingerprint with whoever runs %1:"_s.arg(subject));
    printer.line(u"      SHA-256 %1"_s.arg(shown(missing.sent->fingerprint())));
    printer.line(u"  If it is the same, append the certificate to %1:"_s.arg(bundle));
    printer.line();
    const QString pem = QString::fromStdString(missing.sent->toPem()).trimmed();
    for (const QString &line : pem.split(u'\n')) {
        printer.line(line);
    }
}

void printSteps(const CertsResult &result, const Playbook &playbook, Printer &printer)
{
    if (result.findings.isEmpty() || result.findings.first().severity == Severity::Info) {
        return;
    }
    const Remedy remedy = playbook.remedyFor(result.findings.first(), Deployment{});
    if (remedy.steps.isEmpty()) {
        return;
    }
    printer.heading(u"What to do"_s);
    const QStringList numbers = stepNumbers(remedy.steps);
    for (qsizetype i = 0; i < remedy.steps.size(); ++i) {
        const RenderedStep &step = remedy.steps.at(i);
        printer.line(u"  %1. %2"_s.arg(numbers.at(i), printable(step.text)));
        if (!step.command.isEmpty()) {
            for (const QString &line : step.command.split(u'\n')) {
                printer.line(u"      %1"_s.arg(printable(line)));
            }
        }
    }
}

} // namespace

void printCertsText(const CertsResult &result, const Playbook &playbook, CommandContext &context)
{
    Printer printer{context};
    const bool trusted = result.answer.trusted;
    const QString verdict = trusted                    ? printer.colored(u"trusted"_s, kGreen)
                            : result.answer.unreadable ? printer.colored(u"cannot be judged"_s, kRed)
                                                       : printer.colored(u"NOT trusted"_s, kRed);
    printer.line(u"%1 for %2: %3"_s.arg(printable(result.chainName), printable(result.context.host), verdict));
    if (context.common.quiet) {
        return;
    }
    printer.line(
        u"judged against %1, for %2"_s.arg(printable(result.context.store), result.context.at.toString(Qt::ISODate)));
    if (!result.answer.judgement.path.certificates.empty()) {
        printChain(pictureOf(result.answer.judgement, result.answer.stores), printer);
    }
    printFindings(result, playbook, context.common.verbose, printer);
    if (!result.answer.unreadable) {
        printer.heading(u"Who accepts it"_s);
        for (const ClientKind kind : kAllClientKinds) {
            const std::string_view name = clientKindText(kind);
            printer.line(u"  %1  %2"_s.arg(isAcceptedBy(result.answer, kind) ? u"yes"_s : u"no "_s,
                                           QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))));
        }
    }
    printRepair(result, printer);
    printSteps(result, playbook, printer);
}

} // namespace duodoctor
