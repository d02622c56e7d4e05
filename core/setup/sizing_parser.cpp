#include "playbook/yaml_reader.h"
#include "setup/sizing.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxVcpus = 1024;
constexpr int kMaxMemoryGib = 64 * 1024;

ContainerResources readResources(YamlReader &reader, const YamlValue &size, QLatin1StringView key)
{
    const YamlValue *value = size.entry(QString(key));
    if (!value) {
        reader.report(size.line, u"`%1` is missing"_s.arg(key));
        return {};
    }
    if (!reader.isMapping(*value, {"cpus"_L1, "memory_gib"_L1}, key)) {
        return {};
    }
    return {reader.number(*value, "cpus"_L1, kMaxVcpus), reader.number(*value, "memory_gib"_L1, kMaxMemoryGib)};
}

GatewaySize readSize(YamlReader &reader, const YamlValue &value)
{
    GatewaySize size;
    if (!reader.isMapping(value,
                          {"id"_L1, "machine"_L1, "vcpus"_L1, "memory_gib"_L1, "concurrent_requests"_L1,
                           "up_to_users"_L1, "scaling"_L1, "autoscale_at_cpu_percent"_L1, "request"_L1, "limit"_L1,
                           "source"_L1},
                          "a size"_L1)) {
        return size;
    }
    size.id = reader.text(value, "id"_L1);
    size.machine = reader.text(value, "machine"_L1);
    size.vcpus = reader.number(value, "vcpus"_L1, kMaxVcpus);
    size.memoryGib = reader.number(value, "memory_gib"_L1, kMaxMemoryGib);
    size.concurrentRequests = reader.number(value, "concurrent_requests"_L1, kMaxSizingConcurrency);
    if (const int users = reader.number(value, "up_to_users"_L1, kMaxSizingUsers, YamlReader::Need::Optional)) {
        size.upToUsers = users;
    }
    size.scaling = reader.text(value, "scaling"_L1);
    size.autoscaleAtCpuPercent = reader.number(value, "autoscale_at_cpu_percent"_L1, 100, YamlReader::Need::Optional);
    size.request = readResources(reader, value, "request"_L1);
    size.limit = readResources(reader, value, "limit"_L1);
    size.source = reader.text(value, "source"_L1);
    if (size.request.cpus > size.limit.cpus || size.request.memoryGib > size.limit.memoryGib) {
        reader.report(value.line, u"size `%1` requests more than its limit"_s.arg(size.id));
    }
    if (size.limit.cpus > size.vcpus || size.limit.memoryGib > size.memoryGib) {
        reader.report(value.line, u"size `%1` allows its container more than the machine has"_s.arg(size.id));
    }
    return size;
}

/// The calculation walks up the sizes, so their order carries meaning.
void checkOrder(YamlReader &reader, const YamlValue &root, const QList<GatewaySize> &sizes)
{
    if (sizes.size() < 2 || !sizes.first().upToUsers || sizes.last().upToUsers) {
        reader.report(root.line, u"`sizes` needs one with `up_to_users`, and a last one without"_s);
        return;
    }
    for (qsizetype i = 1; i < sizes.size(); ++i) {
        const GatewaySize &before = sizes[i - 1];
        const bool isGrowing = before.upToUsers && (!sizes[i].upToUsers || *before.upToUsers < *sizes[i].upToUsers) &&
                               before.concurrentRequests <= sizes[i].concurrentRequests;
        if (!isGrowing) {
            reader.report(root.line, u"size `%1` does not follow `%2` upwards"_s.arg(sizes[i].id, before.id));
        }
    }
}

} // namespace

SizingRules parseSizing(const QString &file, const QString &text, QList<PlaybookProblem> &problems)
{
    SizingRules rules;
    YamlReader reader(file, problems);
    const auto root = YamlReader::document(file, text, problems);
    if (!root ||
        !reader.isMapping(*root,
                          {"requests_per_second_per_1000_users"_L1, "source"_L1, "sizes"_L1, "minimum"_L1, "notes"_L1},
                          "the file"_L1)) {
        return rules;
    }
    rules.requestsPerSecondPer1000Users = reader.number(*root, "requests_per_second_per_1000_users"_L1, 10'000);
    rules.sources << reader.text(*root, "source"_L1);
    for (const YamlValue &value : reader.list(*root, "sizes"_L1)) {
        rules.sizes << readSize(reader, value);
        rules.sources << rules.sizes.last().source;
    }
    checkOrder(reader, *root, rules.sizes);
    const YamlValue *minimum = root->entry(u"minimum"_s);
    if (!minimum) {
        reader.report(root->line, u"`minimum` is missing"_s);
    } else if (reader.isMapping(*minimum, {"vcpus"_L1, "memory_mib"_L1, "source"_L1}, "minimum"_L1)) {
        rules.minimumVcpus = reader.number(*minimum, "vcpus"_L1, kMaxVcpus);
        rules.minimumMemoryMib = reader.number(*minimum, "memory_mib"_L1, 1024 * kMaxMemoryGib);
        rules.sources << reader.text(*minimum, "source"_L1);
    }
    rules.notes = reader.texts(*root, "notes"_L1, YamlReader::Need::Optional);
    rules.sources.removeDuplicates();
    rules.sources.removeAll(QString());
    return rules;
}

} // namespace duodoctor
