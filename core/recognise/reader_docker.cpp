#include "recognise/docker_words.h"
#include "recognise/readers.h"
#include "recognise/text_table.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxContainers = 1000;

bool startsWithId(const QString &line)
{
    static const QRegularExpression id(uR"(^\s*[0-9a-f]{12}([0-9a-f]{52})?(\s|$))"_s);
    return id.match(line.left(80)).hasMatch();
}

bool isHeader(const QString &line)
{
    const QString upper = line.simplified();
    const bool isPs = upper.startsWith("CONTAINER ID"_L1) || upper.startsWith("NAMES IMAGE"_L1) ||
                      upper.startsWith("NAMES STATUS"_L1);
    return isPs || (upper.startsWith("NAME "_L1) && upper.contains("IMAGE"_L1) && upper.contains("STATUS"_L1)) ||
           (upper.startsWith("NAME "_L1) && upper.contains("COMMAND"_L1) && upper.contains("PORTS"_L1)) ||
           (upper.startsWith("Name "_L1) && upper.contains("Command"_L1) && upper.contains("State"_L1));
}

bool looksLikeImage(const QString &cell)
{
    static const QRegularExpression form(uR"(^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,500}(…|\.\.\.)?$)"_s);
    return form.match(cell).hasMatch() && cell.contains(QRegularExpression(u"[A-Za-z]"_s)) && !isPortsColumn(cell);
}

/// One row of a table, of whichever columns: told by what the cells hold. None when it has neither an id nor a status.
std::optional<ContainerState> readRow(const QString &line)
{
    QStringList cells = tableCells(line);
    const bool hasId = startsWithId(line);
    if (hasId) {
        cells.removeFirst();
    }
    const auto isStatus = [](const QString &cell) {
        return readStatus(cell).status != ContainerState::Status::Unknown;
    };
    const auto status = std::find_if(cells.cbegin() + (cells.isEmpty() ? 0 : 1), cells.cend(), isStatus);
    if (cells.isEmpty() || (!hasId && (status == cells.cend() || cells.size() < 2))) {
        return std::nullopt;
    }
    ContainerState state;
    const qsizetype imageAt = hasId ? 0 : 1;
    const qsizetype statusAt = status == cells.cend() ? cells.size() : status - cells.cbegin();
    if (imageAt < statusAt && looksLikeImage(cells.at(imageAt))) {
        state.image = cells.at(imageAt);
    }
    if (status != cells.cend()) {
        const StatusWords words = readStatus(*status);
        state.statusText = *status;
        state.status = words.status;
        state.exitCode = words.exitCode;
    }
    for (qsizetype i = statusAt + 1; i < cells.size(); ++i) {
        if (isPortsColumn(cells.at(i))) {
            state.ports = readPorts(cells.at(i));
        }
    }
    state.name = hasId ? QString{} : cells.first();
    const bool isNameLast = hasId && statusAt < cells.size() - 1 && !isPortsColumn(cells.last());
    if (isNameLast) {
        state.name = cells.last();
        state.ports = state.ports.value_or(QList<PublishedPort>{}); // an empty column
    }
    return state;
}

QString textOf(const QJsonValue &value)
{
    return value.isArray() ? value.toArray().first().toString() : value.toString();
}

void addPort(const QJsonObject &port, QList<PublishedPort> &ports)
{
    const QString protocol = port.value(port.contains("protocol"_L1) ? "protocol"_L1 : "Protocol"_L1).toString();
    if (!protocol.isEmpty() && protocol != "tcp"_L1) {
        return;
    }
    const bool isPodman = port.contains("container_port"_L1);
    const int inside = port.value(isPodman ? "container_port"_L1 : "TargetPort"_L1).toInt();
    const int outside = port.value(isPodman ? "host_port"_L1 : "PublishedPort"_L1).toInt();
    const int count = std::clamp(port.value("range"_L1).toInt(1), 1, 50);
    const QString address = port.value(isPodman ? "host_ip"_L1 : "URL"_L1).toString();
    for (int i = 0; i < count && inside > 0; ++i) {
        ports << PublishedPort{inside + i, outside > 0 ? outside + i : 0, address};
    }
}

/// One container of `--format json`, of docker, docker compose or podman.
std::optional<ContainerState> readListed(const QJsonObject &object)
{
    const bool isListed = (object.contains("Names"_L1) || object.contains("Name"_L1)) && object.contains("Image"_L1) &&
                          (object.value("Status"_L1).isString() || object.value("State"_L1).isString());
    if (!isListed || object.contains("Config"_L1) || object.contains("HostConfig"_L1)) {
        return std::nullopt;
    }
    ContainerState state;
    state.name = textOf(object.value(object.contains("Names"_L1) ? "Names"_L1 : "Name"_L1));
    state.image = object.value("Image"_L1).toString();
    state.statusText = object.value("Status"_L1).toString();
    const StatusWords fromStatus = readStatus(state.statusText);
    const StatusWords fromState = readStatus(object.value("State"_L1).toString());
    const bool isStateBetter = fromState.status != ContainerState::Status::Unknown;
    state.status = isStateBetter ? fromState.status : fromStatus.status;
    state.exitCode = fromStatus.exitCode;
    const bool hasEnded = state.status == ContainerState::Status::Exited;
    if (!state.exitCode && hasEnded && object.contains("ExitCode"_L1)) {
        state.exitCode = object.value("ExitCode"_L1).toInt();
    }
    const QJsonValue published = object.value(object.contains("Publishers"_L1) ? "Publishers"_L1 : "Ports"_L1);
    QList<PublishedPort> ports = readPorts(published.toString());
    const QJsonArray list = published.toArray();
    for (const QJsonValue &port : list) {
        addPort(port.toObject(), ports);
    }
    state.ports = ports;
    return state;
}

std::optional<ContainerListing> readJsonListing(const QString &text)
{
    ContainerListing listing;
    bool isEmptyList = false;
    const QList<QJsonValue> documents = jsonDocuments(text);
    for (const QJsonValue &document : documents) {
        const QJsonArray rows = document.isArray() ? document.toArray() : QJsonArray{document};
        isEmptyList = isEmptyList || (documents.size() == 1 && rows.isEmpty());
        for (const QJsonValue &row : rows) {
            if (const auto state = readListed(row.toObject()); state && listing.containers.size() < kMaxContainers) {
                listing.containers << *state;
            }
        }
    }
    const bool isListing = !listing.containers.isEmpty() || (isEmptyList && text.contains(" ps"_L1));
    return isListing ? std::optional{listing} : std::nullopt;
}

/// What the engine says when it has no such container, or could not start one.
std::optional<ContainerListing> readEngineError(const QString &text)
{
    struct Form {
        QRegularExpression words;
        ContainerState::Status status;
    };
    static const QList<Form> forms{
        {QRegularExpression(uR"(no such (?:container|object):? ?"?([A-Za-z0-9][\w.-]*)?)"_s,
                            QRegularExpression::CaseInsensitiveOption),
         ContainerState::Status::Missing},
        {QRegularExpression(uR"(no container with name or ID .([\w.-]+). found)"_s), ContainerState::Status::Missing},
        {QRegularExpression(uR"([Cc]ontainer ([\w.-]+) is not running)"_s), ContainerState::Status::Exited},
        {QRegularExpression(u"port is already allocated|address already in use|exec format error"_s),
         ContainerState::Status::Created},
        {QRegularExpression(u"does not match the detected host platform"_s), ContainerState::Status::Unknown}};
    static const QRegularExpression engine(
        u"^(?:Error response from daemon: |docker: Error response from daemon: |Error: |WARNING: |docker: )"_s);
    const QStringList lines = text.split(u'\n');
    for (const QString &whole : lines.first(std::min<qsizetype>(lines.size(), 200))) {
        const QString line = whole.trimmed().left(2000);
        if (!engine.match(line).hasMatch()) {
            continue;
        }
        for (const Form &form : forms) {
            const auto match = form.words.match(line);
            if (match.hasMatch()) {
                ContainerState state;
                state.name = match.captured(1);
                state.status = form.status;
                state.error = line.left(500);
                return ContainerListing{{state}, true};
            }
        }
    }
    return std::nullopt;
}

std::optional<ContainerListing> readTable(const QString &text)
{
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    const auto header = std::find_if(lines.cbegin(), lines.cend(), isHeader);
    const bool hasHeader = header != lines.cend();
    const bool isWithIds = std::any_of(lines.cbegin(), lines.cend(), startsWithId);
    QStringList body = hasHeader ? lines.sliced(header - lines.cbegin()) : lines;
    if (isWithIds && hasHeader) {
        body = joinWrappedRows(body, startsWithId);
    }
    ContainerListing listing;
    listing.isPartial = !hasHeader;
    qsizetype strange = 0;
    for (const QString &line : std::as_const(body)) {
        const auto row = hasHeader && line == body.first() ? std::nullopt : readRow(line);
        if (row && listing.containers.size() < kMaxContainers) {
            listing.containers << *row;
        } else {
            ++strange;
        }
    }
    // Without a header, prose that happens to hold such a word is no table.
    const bool isTable = hasHeader || (!listing.containers.isEmpty() && strange <= listing.containers.size() + 1 &&
                                       std::any_of(listing.containers.cbegin(), listing.containers.cend(),
                                                   [](const ContainerState &state) { return !state.image.isEmpty(); }));
    return isTable ? std::optional{listing} : std::nullopt;
}

} // namespace

std::optional<ContainerListing> dockerPs(const QString &text)
{
    if (auto listing = readJsonListing(text)) {
        return listing;
    }
    if (auto listing = readEngineError(text)) {
        return listing;
    }
    return readTable(text);
}

} // namespace duodoctor::readers
