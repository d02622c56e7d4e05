#include "recognise/reader_kubectl.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

bool readPodRow(const QString &line, ClusterState &cluster)
{
    static const QRegularExpression row(
        uR"(^\s*(?:([a-z0-9][a-z0-9-]*)\s+)?(?:pod/)?([a-z0-9][a-z0-9.-]*)\s+(\d{1,3})/(\d{1,3})\s+([A-Z][A-Za-z0-9:/-]*)\s+(\d{1,6})(?:\s+\([^)]{1,40}\))?(?:\s+\S+|$))"_s);
    const auto match = row.match(line.left(1000));
    if (!match.hasMatch()) {
        return false;
    }
    PodState pod;
    pod.podNamespace = match.captured(1);
    pod.name = match.captured(2);
    pod.readyContainers = match.captured(3).toInt();
    pod.totalContainers = match.captured(4).toInt();
    pod.status = match.captured(5);
    PodContainer container;
    container.restarts = match.captured(6).toInt();
    if (pod.totalContainers == 1) {
        container.isReady = pod.readyContainers == 1;
        pod.containers << container;
    }
    cluster.hasPods = true;
    cluster.pods << pod;
    return true;
}

bool readServiceRow(const QString &line, ClusterState &cluster)
{
    static const QRegularExpression row(
        uR"(^\s*(?:service/)?([a-z0-9][a-z0-9-]*)\s+(ClusterIP|NodePort|LoadBalancer|ExternalName)\s+\S+\s+\S+\s+(\S+)\s+\S+)"_s);
    const auto match = row.match(line.left(1000));
    if (!match.hasMatch()) {
        return false;
    }
    ServiceState service;
    service.name = match.captured(1);
    service.type = match.captured(2);
    static const QRegularExpression port(uR"((\d{1,5})(?::\d{1,5})?/TCP)"_s);
    for (auto it = port.globalMatch(match.captured(3)); it.hasNext();) {
        service.ports << it.next().captured(1).toInt();
    }
    cluster.hasServices = true;
    cluster.services << service;
    return true;
}

/// `NAME CLASS HOSTS ADDRESS PORTS AGE`, where ADDRESS may be empty. Without the header, nothing tells an ingress.
bool readIngressRow(const QString &line, ClusterState &cluster)
{
    static const QRegularExpression row(
        uR"(^\s*(?:ingress\S*/)?([a-z0-9][a-z0-9.-]*)\s+(<none>|[a-z0-9][\w.-]*)\s+(\S+)( \+ \d+ more\.\.\.)?(?:\s+([\w.:,-]*[A-Za-z.:][\w.:,-]*))?\s+(\d{1,5}(?:,\s?\d{1,5})*)\s+\d\S*\s*$)"_s);
    const auto match = row.match(line.left(1000));
    if (!match.hasMatch()) {
        return false;
    }
    IngressState ingress;
    ingress.name = match.captured(1);
    ingress.className = match.captured(2) == "<none>"_L1 ? QString{} : match.captured(2);
    const bool isCut = !match.captured(4).isEmpty(); // a host that is not shown may be the one
    ingress.hosts = isCut ? QStringList{} : match.captured(3).split(u',', Qt::SkipEmptyParts);
    ingress.addresses = match.captured(5).split(u',', Qt::SkipEmptyParts);
    cluster.hasIngresses = true;
    cluster.ingresses << ingress;
    return true;
}

/// `NAME ENDPOINTS AGE`: how many stand behind a service. `10.0.0.1:5052 + 2 more...` is at least one.
bool readEndpointsRow(const QString &line, QHash<QString, int> &endpoints)
{
    static const QRegularExpression row(
        uR"(^\s*(?:endpoints/)?([a-z0-9][a-z0-9-]*)\s+(<none>|[\w.:,\[\]-]+)(?: \+ \d+ more\.\.\.)?\s+\d\S*\s*$)"_s);
    const auto match = row.match(line.left(1000));
    if (!match.hasMatch()) {
        return false;
    }
    const bool isNone = match.captured(2) == "<none>"_L1;
    endpoints[match.captured(1)] = isNone ? 0 : static_cast<int>(match.captured(2).count(u',')) + 1;
    return true;
}

enum class Table { Pods, Ingresses, Endpoints, Other };

/// The table that a line begins; none for a row.
std::optional<Table> tableOfHeader(const QString &words)
{
    if (!words.contains("NAME "_L1) || !words.contains("AGE"_L1)) {
        return std::nullopt;
    }
    if (words.contains("NAME READY STATUS RESTARTS"_L1)) {
        return Table::Pods;
    }
    if (words.contains("NAME CLASS HOSTS"_L1)) {
        return Table::Ingresses;
    }
    return words.contains("NAME ENDPOINTS AGE"_L1) ? Table::Endpoints : Table::Other;
}

/// Reads line by line, remembering whose table it is in.
class TableReader
{
public:
    void read(const QString &line);
    /// @param lines  how many there were, so that prose with such a row in it is no table.
    std::optional<ClusterState> take(qsizetype lines);

private:
    ClusterState m_cluster;
    QHash<QString, int> m_endpoints;
    Table m_table = Table::Pods;
    bool m_hasNamespaces = false;
    bool m_isKnown = false;
    qsizetype m_rows = 0;
};

void TableReader::read(const QString &line)
{
    const QString words = line.simplified().left(200);
    if (const auto table = tableOfHeader(words)) {
        m_table = *table;
        m_hasNamespaces = words.startsWith("NAMESPACE "_L1);
        m_isKnown = m_isKnown || m_table != Table::Other;
        return;
    }
    if (words.startsWith("No resources found"_L1) && !m_isKnown) {
        m_cluster.hasPods = true;
        ++m_rows;
        return;
    }
    QString row = line;
    if (m_hasNamespaces && m_table != Table::Pods) {
        row = line.trimmed();
        row.remove(0, std::max<qsizetype>(row.indexOf(u' '), 0));
    }
    const bool isRow = (m_table == Table::Ingresses && readIngressRow(row, m_cluster)) ||
                       (m_table == Table::Endpoints && readEndpointsRow(row, m_endpoints)) ||
                       readPodRow(row, m_cluster) || readServiceRow(row, m_cluster);
    m_rows += isRow ? 1 : 0;
}

std::optional<ClusterState> TableReader::take(qsizetype lines)
{
    for (ServiceState &service : m_cluster.services) {
        if (m_endpoints.contains(service.name)) {
            service.readyEndpoints = m_endpoints.value(service.name);
        }
    }
    const bool isMostlyRows = m_rows > 0 && m_rows * 2 + 2 >= lines;
    // kubectl prints no header without rows, so the rows have been lost.
    return (m_isKnown && m_rows > 0) || isMostlyRows ? std::optional{m_cluster} : std::nullopt;
}

} // namespace

std::optional<ClusterState> kubectlTables(const QString &text)
{
    constexpr qsizetype kMostLines = 5000;
    TableReader reader;
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines.first(std::min<qsizetype>(lines.size(), kMostLines))) {
        reader.read(line);
    }
    return reader.take(lines.size());
}

} // namespace duodoctor::readers
