#include "lint/gateway_run.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr int kMaxRange = 100;

struct Range {
    int first = 0;
    int last = -1;
    bool isValid() const { return first > 0 && last >= first && last <= 65535; }
};

Range readRange(const QString &text)
{
    const QStringList ends = text.split(u'-');
    if (ends.size() > 2) {
        return {};
    }
    return {ends.first().toInt(), ends.last().toInt()};
}

bool looksLikeFile(const QString &path)
{
    const QString name = path.section(u'/', -1);
    return name.contains(u'.') && !name.startsWith(u'.');
}

} // namespace

const Setting *GatewayRun::setting(QStringView name) const
{
    const auto found =
        std::find_if(settings.crbegin(), settings.crend(), [name](const Setting &known) { return known.name == name; });
    return found == settings.crend() ? nullptr : &*found;
}

QString GatewayRun::valueOf(QStringView name) const
{
    const Setting *known = setting(name);
    return known != nullptr && known->isKnown ? known->value : QString{};
}

bool GatewayRun::mayHave(QStringView name) const
{
    const Setting *known = setting(name);
    return known != nullptr ? !known->isKnown || !known->value.isEmpty() : hasOtherSettings || !isWhole;
}

QList<PortMapping> readPortMappings(const QString &text, Place place)
{
    QStringList parts = text.section(u'/', 0, 0).split(u':');
    if (parts.size() > 3 && text.startsWith(u'[')) {
        parts = parts.mid(parts.size() - 2);
    }
    if (parts.size() > 3) {
        return {};
    }
    const Range container = readRange(parts.last());
    const QString hostText = parts.size() > 1 ? parts.at(parts.size() - 2) : QString{};
    const Range host = readRange(hostText);
    if (!container.isValid() || container.last - container.first >= kMaxRange ||
        (!hostText.isEmpty() && !host.isValid())) {
        return {};
    }
    QList<PortMapping> mappings;
    for (int offset = 0; offset <= container.last - container.first; ++offset) {
        const bool hasOwn = host.isValid() && host.first + offset <= host.last;
        mappings.append({hasOwn ? host.first + offset : 0, container.first + offset, text, place});
    }
    return mappings;
}

Mount readMount(const QString &text, Place place)
{
    const QStringList parts = text.split(u':');
    Mount mount;
    mount.place = place;
    if (parts.size() == 1) {
        mount.target = parts.first();
        return mount;
    }
    mount.source = parts.first();
    mount.target = parts.at(1);
    const QStringList options = parts.value(2).split(u',');
    mount.isReadOnly = options.contains(u"ro"_s);
    mount.isFile = looksLikeFile(mount.source) || looksLikeFile(mount.target);
    return mount;
}

} // namespace duodoctor
