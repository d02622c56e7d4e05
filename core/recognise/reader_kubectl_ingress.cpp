#include "recognise/reader_kubectl.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

QString portOf(const QJsonObject &port)
{
    return port.contains("number"_L1) ? QString::number(port.value("number"_L1).toInt())
                                      : port.value("name"_L1).toString();
}

/// What stands behind `key:` in a line without indentation; null in another line.
QString valueOf(const QString &line, QLatin1StringView key)
{
    const bool isIt = line.startsWith(key) && line.size() > key.size() && line.at(key.size()) == u':';
    return isIt ? line.sliced(key.size() + 1).trimmed().left(500) : QString{};
}

/// The addresses in the brackets behind a backend; -1 when they say that there is no such service.
int endpointsIn(const QString &brackets)
{
    if (brackets.contains("not found"_L1)) {
        return -1;
    }
    const bool isNone = brackets.trimmed().isEmpty() || brackets.startsWith(u'<');
    return isNone ? 0 : static_cast<int>(brackets.split(u',', Qt::SkipEmptyParts).size());
}

/// `ai-gateway:80 (10.244.0.5:5052)`, wherever it stands in the line.
/// @return where it begins, -1 without one.
qsizetype readDescribedBackend(const QString &line, IngressState &ingress, ClusterState &cluster)
{
    static const QRegularExpression form(
        uR"((?:^|\s)([a-z0-9][a-z0-9-]{0,62}):([a-z0-9-]{1,63}) {0,3}\(([^)]{0,1000}))"_s);
    const auto match = form.match(line.left(2000));
    if (!match.hasMatch()) {
        return -1;
    }
    const QString name = match.captured(1);
    if (name == "default-http-backend"_L1) {
        return match.capturedStart(); // what the description shows when there is no default
    }
    ingress.backends << name + u':' + match.captured(2);
    const int ready = endpointsIn(match.captured(3));
    const bool isKnown = std::any_of(cluster.services.cbegin(), cluster.services.cend(),
                                     [&name](const ServiceState &each) { return each.name == name; });
    if (ready < 0) {
        cluster.hasServices = true;
    } else if (!isKnown) {
        ServiceState service;
        service.name = name;
        service.readyEndpoints = ready;
        cluster.services << service;
    }
    return match.capturedStart();
}

void readRule(const QString &line, IngressState &ingress, ClusterState &cluster)
{
    const qsizetype backend = readDescribedBackend(line, ingress, cluster);
    const QString words = (backend < 0 ? line : line.first(backend)).simplified();
    const QString host = words.section(u' ', 0, 0);
    const bool isHost = !host.isEmpty() && !host.startsWith(u'/') && !host.startsWith("----"_L1) && host != "Host"_L1;
    if (isHost) {
        ingress.hosts << host;
    }
}

void readTls(const QString &line, IngressState &ingress)
{
    const QString words = line.simplified();
    if (words.contains(" terminates"_L1) && !words.startsWith("SNI "_L1)) {
        ingress.tlsSecrets << words.section(u' ', 0, 0);
    }
}

void readHeadLine(const QString &line, IngressState &ingress)
{
    if (const QString name = valueOf(line, "Name"_L1); !name.isEmpty()) {
        ingress.name = name;
    } else if (const QString address = valueOf(line, "Address"_L1); !address.isEmpty() && address != "<none>"_L1) {
        ingress.addresses = address.split(u',', Qt::SkipEmptyParts);
    } else if (const QString className = valueOf(line, "Ingress Class"_L1);
               !className.isEmpty() && className != "<none>"_L1) {
        ingress.className = className;
    }
}

} // namespace

QString objectName(const QJsonObject &object)
{
    return object.value("metadata"_L1).toObject().value("name"_L1).toString();
}

void readIngressObject(const QJsonObject &object, ClusterState &cluster)
{
    const QJsonObject spec = object.value("spec"_L1).toObject();
    IngressState ingress;
    ingress.name = objectName(object);
    ingress.className = spec.value("ingressClassName"_L1).toString();
    if (ingress.className.isEmpty()) {
        const QJsonObject annotations = object.value("metadata"_L1).toObject().value("annotations"_L1).toObject();
        ingress.className = annotations.value("kubernetes.io/ingress.class"_L1).toString();
    }
    const auto addBackend = [&ingress](const QJsonObject &backend) {
        const QJsonObject service = backend.value("service"_L1).toObject();
        if (!service.isEmpty()) {
            ingress.backends << service.value("name"_L1).toString() + u':' +
                                    portOf(service.value("port"_L1).toObject());
        }
    };
    const QJsonArray rules = spec.value("rules"_L1).toArray();
    for (const QJsonValue &rule : rules) {
        // A rule without a host holds for every host.
        const QString host = rule.toObject().value("host"_L1).toString();
        ingress.hosts << (host.isEmpty() ? u"*"_s : host);
        const QJsonArray paths = rule.toObject().value("http"_L1).toObject().value("paths"_L1).toArray();
        for (const QJsonValue &path : paths) {
            addBackend(path.toObject().value("backend"_L1).toObject());
        }
    }
    addBackend(spec.value("defaultBackend"_L1).toObject());
    const QJsonArray tls = spec.value("tls"_L1).toArray();
    for (const QJsonValue &entry : tls) {
        const QString secret = entry.toObject().value("secretName"_L1).toString();
        if (!secret.isEmpty()) {
            ingress.tlsSecrets << secret;
        }
    }
    const QJsonArray addresses =
        object.value("status"_L1).toObject().value("loadBalancer"_L1).toObject().value("ingress"_L1).toArray();
    for (const QJsonValue &value : addresses) {
        const QString ip = value.toObject().value("ip"_L1).toString();
        ingress.addresses << (ip.isEmpty() ? value.toObject().value("hostname"_L1).toString() : ip);
    }
    cluster.hasIngresses = true;
    cluster.ingresses << ingress;
}

void readServiceObject(const QJsonObject &object, ClusterState &cluster)
{
    ServiceState service;
    service.name = objectName(object);
    service.type = object.value("spec"_L1).toObject().value("type"_L1).toString();
    const QJsonArray ports = object.value("spec"_L1).toObject().value("ports"_L1).toArray();
    for (const QJsonValue &port : ports) {
        service.ports << port.toObject().value("port"_L1).toInt();
        if (port.toObject().contains("name"_L1)) {
            service.portNames << port.toObject().value("name"_L1).toString();
        }
    }
    cluster.hasServices = true;
    cluster.services << service;
}

bool isDescribedIngress(const QStringList &lines)
{
    const auto has = [&lines](QLatin1StringView key) {
        return std::any_of(lines.cbegin(), lines.cend(), [key](const QString &line) { return line.startsWith(key); });
    };
    return has("Rules:"_L1) && (has("Ingress Class:"_L1) || has("Default backend:"_L1) || has("Address:"_L1));
}

void readDescribedIngress(const QStringList &lines, ClusterState &cluster)
{
    IngressState ingress;
    QString section;
    for (const QString &line : lines) {
        if (!line.startsWith(u' ') && !line.startsWith(u'\t')) {
            section = line.section(u':', 0, 0);
            readHeadLine(line, ingress);
            if (section == "Default backend"_L1) {
                readDescribedBackend(line, ingress, cluster);
            }
        } else if (section == "Rules"_L1) {
            readRule(line, ingress, cluster);
        } else if (section == "TLS"_L1) {
            readTls(line, ingress);
        }
    }
    cluster.hasIngresses = true;
    cluster.ingresses << ingress;
}

} // namespace duodoctor::readers
