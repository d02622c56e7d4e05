#include "recognise/docker_words.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxPorts = 200;
constexpr int kMaxPort = 65535;

struct Range {
    int first = 0;
    int last = 0;
};

std::optional<Range> readRange(QStringView text)
{
    const qsizetype dash = text.indexOf(u'-');
    bool isFirst = false;
    bool isLast = false;
    const int first = (dash < 0 ? text : text.first(dash)).toInt(&isFirst);
    const int last = (dash < 0 ? text : text.sliced(dash + 1)).toInt(&isLast);
    const bool isRange = isFirst && isLast && first > 0 && last >= first && last <= kMaxPort;
    return isRange ? std::optional{Range{first, last}} : std::nullopt;
}

/// One entry of the column, `[host:]port->port/tcp` or `port/tcp`.
void readPort(QStringView entry, QList<PublishedPort> &ports)
{
    const qsizetype slash = entry.lastIndexOf(u'/');
    if (slash >= 0 && entry.sliced(slash + 1) != "tcp"_L1) {
        return;
    }
    entry = slash < 0 ? entry : entry.first(slash);
    const qsizetype arrow = entry.indexOf("->"_L1);
    const auto inside = readRange(arrow < 0 ? entry : entry.sliced(arrow + 2));
    if (!inside) {
        return;
    }
    std::optional<Range> outside;
    QString address;
    if (arrow >= 0) {
        const QStringView host = entry.first(arrow);
        const qsizetype colon = host.lastIndexOf(u':');
        outside = readRange(host.sliced(colon + 1));
        address = colon < 0 ? QString{} : host.first(colon).toString();
    }
    for (int port = inside->first; port <= inside->last && ports.size() < kMaxPorts; ++port) {
        const int hostPort = outside ? outside->first + port - inside->first : 0;
        ports << PublishedPort{port, hostPort <= kMaxPort ? hostPort : 0, address};
    }
}

KeyShape shapeOf(const QString &value)
{
    if (value.trimmed().isEmpty()) {
        return KeyShape::Empty;
    }
    const bool isPrivateKey = value.contains("PRIVATE KEY-----"_L1) || value.contains("[redacted: private key"_L1);
    if (!isPrivateKey) {
        return KeyShape::NotPem;
    }
    const bool isCutOff = value.contains("-----BEGIN"_L1) && !value.contains("-----END"_L1);
    return isCutOff ? KeyShape::PrivateKeyCutOff : KeyShape::Pem;
}

bool isKeyVariable(const QString &name)
{
    return name.endsWith("SIGNING_KEY"_L1) || name.endsWith("VALIDATION_KEY"_L1);
}

} // namespace

StatusWords readStatus(const QString &text)
{
    using Status = ContainerState::Status;
    static const QRegularExpression form(
        uR"(^(up|exited|exit|restarting|created|paused|dead|running|removing|removal in progress|initialized|configured|stopped|stopping|degraded)\b\s*(?:\((-?\d{1,5})\)|(\d{1,5})$)?)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text.left(200));
    if (!match.hasMatch()) {
        return {};
    }
    static const QHash<QString, Status> words{
        {u"up"_s, Status::Running},           {u"running"_s, Status::Running},
        {u"degraded"_s, Status::Running},     {u"exited"_s, Status::Exited},
        {u"exit"_s, Status::Exited},          {u"stopped"_s, Status::Exited},
        {u"stopping"_s, Status::Exited},      {u"created"_s, Status::Created},
        {u"initialized"_s, Status::Created},  {u"configured"_s, Status::Created},
        {u"paused"_s, Status::Paused},        {u"dead"_s, Status::Dead},
        {u"removing"_s, Status::Dead},        {u"removal in progress"_s, Status::Dead},
        {u"restarting"_s, Status::Restarting}};
    StatusWords result;
    result.status = words.value(match.captured(1).toLower(), Status::Unknown);
    if (result.status == Status::Running && text.contains("(Paused)"_L1)) {
        result.status = Status::Paused;
    }
    const QString code = match.captured(2).isEmpty() ? match.captured(3) : match.captured(2);
    if (!code.isEmpty()) {
        result.exitCode = code.toInt();
    }
    return result;
}

QList<PublishedPort> readPorts(const QString &text)
{
    QList<PublishedPort> ports;
    for (const QStringView entry : QStringView(text).split(u',')) {
        readPort(entry.trimmed(), ports);
    }
    return ports;
}

bool isPortsColumn(const QString &text)
{
    static const QRegularExpression form(uR"((^|[,:>\s])\d{1,5}(-\d{1,5})?/(tcp|udp|sctp))"_s);
    return text.contains("->"_L1) || form.match(text.left(4000)).hasMatch();
}

EnvironmentListing readContainerEnvironment(const QJsonValue &env)
{
    EnvironmentListing listing;
    const QJsonArray entries = env.toArray();
    for (const QJsonValue &entry : entries) {
        const QString text = entry.toString();
        const qsizetype equals = text.indexOf(u'=');
        if (equals <= 0) {
            continue;
        }
        const QString name = text.first(equals);
        const QString value = text.sliced(equals + 1);
        if (listing.contains(name) && !listing.duplicates.contains(name)) {
            listing.duplicates << name;
        }
        // A value that was blotted out for another reason than its PEM frame says nothing about its form.
        const bool isBlotted = value.contains("[redacted:"_L1) && !value.contains("private key"_L1);
        if (isKeyVariable(name) && !isBlotted) {
            listing.keys.insert(name, shapeOf(value));
        } else {
            listing.values.insert(name, value);
        }
    }
    return listing;
}

} // namespace duodoctor
