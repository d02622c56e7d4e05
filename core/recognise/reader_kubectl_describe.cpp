#include "recognise/reader_kubectl.h"
#include "recognise/readers.h"
#include "recognise/text_table.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxDescribedLines = 5000;

/// One line of `describe`: how far it is indented, what stands before the colon and what behind.
struct DescribeLine {
    qsizetype indent = 0;
    QString key;
    QString value;
};

DescribeLine readLine(const QString &line)
{
    DescribeLine read;
    while (read.indent < line.size() && line.at(read.indent) == u' ') {
        ++read.indent;
    }
    const QString text = line.trimmed();
    const qsizetype colon = text.indexOf(u':');
    const bool isKey = colon > 0 && (colon + 1 == text.size() || text.at(colon + 1).isSpace());
    read.key = isKey ? text.first(colon) : QString{};
    read.value = isKey ? text.sliced(colon + 1).trimmed().left(500) : text.left(500);
    return read;
}

/// Reads line by line, remembering the section, the container and the block (State, Last State, Limits) it is in.
class DescribeReader
{
public:
    void read(const QString &line);
    /// The pods and what the other objects told; none when too little of it looked like a description.
    std::optional<ClusterState> take(const ClusterState &others);

private:
    enum class Section { Head, Containers, Conditions, Events, Other };
    enum class Block { None, State, LastState, Limits };

    void readHead(const DescribeLine &line);
    void readContainerLine(const DescribeLine &line);
    void readField(const DescribeLine &line);
    void readBlockField(const DescribeLine &line);
    void readEvent(const QString &line);
    bool startSection(const DescribeLine &line);
    void finishPod();
    PodContainer &container();

    ClusterState m_cluster;
    PodState m_pod;
    Section m_section = Section::Head;
    Block m_block = Block::None;
    bool m_isInit = false;
    int m_marks = 0; ///< how much of it looked like `describe pod`
};

PodContainer &DescribeReader::container()
{
    if (m_pod.containers.isEmpty()) {
        m_pod.containers << PodContainer{}; // the paste began in the middle
        m_pod.containers.last().isInit = m_isInit;
    }
    return m_pod.containers.last();
}

void DescribeReader::finishPod()
{
    if (m_pod == PodState{}) {
        return;
    }
    int ready = 0;
    int total = 0;
    bool isKnown = false;
    for (const PodContainer &each : std::as_const(m_pod.containers)) {
        isKnown = isKnown || (each.isReady && !each.isInit);
        total += each.isInit ? 0 : 1;
        ready += !each.isInit && each.isReady.value_or(false) ? 1 : 0;
    }
    if (isKnown) {
        m_pod.readyContainers = ready;
        m_pod.totalContainers = total;
    }
    m_cluster.hasPods = true;
    m_cluster.pods << m_pod;
    m_pod = {};
}

bool DescribeReader::startSection(const DescribeLine &line)
{
    if (line.indent != 0 || line.key.isEmpty()) {
        return false;
    }
    static const QHash<QString, Section> sections{{u"Containers"_s, Section::Containers},
                                                  {u"Init Containers"_s, Section::Containers},
                                                  {u"Conditions"_s, Section::Conditions},
                                                  {u"Events"_s, Section::Events}};
    if (line.key == "Name"_L1) {
        finishPod();
    }
    m_section =
        line.value.isEmpty() || line.key == "Events"_L1 ? sections.value(line.key, Section::Other) : Section::Head;
    m_isInit = line.key == "Init Containers"_L1;
    m_block = Block::None;
    m_marks += sections.contains(line.key) ? 1 : 0;
    return m_section != Section::Head;
}

void DescribeReader::readHead(const DescribeLine &line)
{
    if (line.key == "Name"_L1) {
        m_pod.name = line.value;
    } else if (line.key == "Namespace"_L1) {
        m_pod.podNamespace = line.value;
        ++m_marks;
    } else if (line.key == "Status"_L1) {
        m_pod.phase = line.value.section(u' ', 0, 0);
    } else if (line.key == "Labels"_L1 && line.value != "<none>"_L1) {
        m_pod.labels << line.value;
    } else if (line.key == "Reason"_L1) {
        m_pod.status = line.value; // Evicted
    } else if (line.key == "Message"_L1) {
        m_pod.conditionMessage = line.value;
    }
}

void DescribeReader::readBlockField(const DescribeLine &line)
{
    PodContainer &current = container();
    if (m_block == Block::State && line.key == "Reason"_L1) {
        (current.lastReason == "?"_L1 ? current.lastReason : current.waitingReason) = line.value;
    } else if (m_block == Block::State && line.key == "Message"_L1) {
        current.waitingMessage = line.value;
    } else if (m_block != Block::Limits && line.key == "Exit Code"_L1) {
        current.lastExitCode = line.value.toInt();
    } else if (m_block == Block::LastState && line.key == "Reason"_L1) {
        current.lastReason = line.value;
    } else if (m_block == Block::Limits && line.key == "memory"_L1) {
        current.memoryLimit = line.value;
    } else if (m_block == Block::Limits && line.key == "cpu"_L1) {
        current.cpuLimit = line.value;
    }
}

void DescribeReader::readField(const DescribeLine &line)
{
    PodContainer &current = container();
    if (line.key == "Image"_L1) {
        current.image = line.value;
    } else if (line.key == "Ready"_L1) {
        current.isReady = line.value == "True"_L1;
        ++m_marks;
    } else if (line.key == "Restart Count"_L1) {
        current.restarts = line.value.toInt();
    } else if (line.key == "State"_L1) {
        m_block = Block::State;
        current.lastReason = line.value == "Terminated"_L1 ? u"?"_s : current.lastReason;
        ++m_marks;
    } else if (line.key == "Last State"_L1) {
        m_block = Block::LastState;
    } else if (line.key == "Limits"_L1) {
        m_block = Block::Limits;
    }
}

void DescribeReader::readContainerLine(const DescribeLine &line)
{
    static const QStringList blocks{u"State"_s, u"Last State"_s, u"Limits"_s};
    const bool isName = line.indent <= 2 && !line.key.isEmpty() && line.value.isEmpty() && !blocks.contains(line.key);
    if (isName) {
        PodContainer next;
        next.name = line.key;
        next.isInit = m_isInit;
        m_pod.containers << next;
        m_block = Block::None;
        return;
    }
    if (line.indent > 4 && m_block != Block::None) {
        readBlockField(line);
        return;
    }
    m_block = Block::None;
    readField(line);
}

void DescribeReader::readEvent(const QString &line)
{
    const QStringList cells = tableCells(line);
    if (cells.size() < 4 || (cells.first() != "Warning"_L1 && cells.first() != "Normal"_L1)) {
        return;
    }
    m_cluster.events << ClusterEvent{cells.at(0), cells.at(1), u"pod/"_s + m_pod.name, cells.last().left(500)};
    ++m_marks;
}

void DescribeReader::read(const QString &text)
{
    const DescribeLine line = readLine(text);
    if (startSection(line)) {
        return;
    }
    if (m_section == Section::Events) {
        readEvent(text);
    } else if (m_section == Section::Containers) {
        readContainerLine(line);
    } else if (m_section == Section::Head && line.indent == 0) {
        readHead(line);
    } else if (m_section == Section::Head || m_section == Section::Other) {
        // Half an output begins anywhere: the fields of a container are told by their names.
        const bool isField = line.key == "State"_L1 || line.key == "Last State"_L1 || line.key == "Restart Count"_L1;
        if (isField && m_pod.containers.isEmpty() && m_section == Section::Head) {
            m_section = Section::Containers;
            readField(line);
        }
        readEvent(text);
    }
}

std::optional<ClusterState> DescribeReader::take(const ClusterState &others)
{
    // Events without their pod are about one whose name was cut off.
    const bool isEventsOnly = m_pod == PodState{} && m_cluster.pods.isEmpty() && !m_cluster.events.isEmpty();
    if (isEventsOnly) {
        m_cluster.hasPods = true;
        m_cluster.pods << PodState{};
    }
    finishPod();
    for (PodState &pod : m_cluster.pods) {
        for (PodContainer &each : pod.containers) {
            each.lastReason = each.lastReason == "?"_L1 ? QString{} : each.lastReason;
        }
    }
    constexpr int kEnough = 2;
    const bool hasPods = m_marks >= kEnough && m_cluster.hasPods;
    if (!hasPods && !others.hasIngresses) {
        return std::nullopt;
    }
    ClusterState cluster = hasPods ? m_cluster : ClusterState{};
    cluster.hasIngresses = others.hasIngresses;
    cluster.ingresses = others.ingresses;
    cluster.hasServices = others.hasServices;
    cluster.services = others.services;
    return cluster;
}

/// The lines of each object: one begins with its name.
QList<QStringList> blocksOf(const QStringList &lines)
{
    QList<QStringList> blocks;
    for (const QString &line : lines) {
        if (blocks.isEmpty() || line.startsWith("Name:"_L1)) {
            blocks << QStringList{};
        }
        blocks.last() << line.left(2000);
    }
    return blocks;
}

/// A deployment, a replica set or a service: its selector is not about one pod.
bool isOfOtherKind(const QStringList &lines)
{
    return std::any_of(lines.cbegin(), lines.cend(),
                       [](const QString &line) { return line.startsWith("Selector:"_L1); });
}

} // namespace

std::optional<ClusterState> kubectlDescribe(const QString &text)
{
    DescribeReader reader;
    ClusterState others;
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    const QList<QStringList> blocks = blocksOf(lines.first(std::min<qsizetype>(lines.size(), kMaxDescribedLines)));
    for (const QStringList &block : blocks) {
        if (isDescribedIngress(block)) {
            readDescribedIngress(block, others);
        } else if (!isOfOtherKind(block)) {
            std::for_each(block.cbegin(), block.cend(), [&reader](const QString &line) { reader.read(line); });
        }
    }
    return reader.take(others);
}

} // namespace duodoctor::readers
