#include "judge/argument.h"

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxValueChars = 500;
constexpr qsizetype kMaxListed = 10;

constexpr std::array kArguments{
    std::pair{Argument::Url, "url"_L1},
    std::pair{Argument::Host, "host"_L1},
    std::pair{Argument::Port, "port"_L1},
    std::pair{Argument::Address, "address"_L1},
    std::pair{Argument::Status, "status"_L1},
    std::pair{Argument::Server, "server"_L1},
    std::pair{Argument::Location, "location"_L1},
    std::pair{Argument::Suggestion, "suggestion"_L1},
    std::pair{Argument::Path, "path"_L1},
    std::pair{Argument::Model, "model"_L1},
    std::pair{Argument::Identifier, "identifier"_L1},
    std::pair{Argument::ServedNames, "served_names"_L1},
    std::pair{Argument::ExpectedName, "expected_name"_L1},
    std::pair{Argument::Detail, "detail"_L1},
    std::pair{Argument::Limit, "limit"_L1},
    std::pair{Argument::Elapsed, "elapsed"_L1},
    std::pair{Argument::Proxy, "proxy"_L1},
    std::pair{Argument::ProxySource, "proxy_source"_L1},
    std::pair{Argument::Subject, "subject"_L1},
    std::pair{Argument::Issuer, "issuer"_L1},
    std::pair{Argument::MissingSubject, "missing_subject"_L1},
    std::pair{Argument::Names, "names"_L1},
    std::pair{Argument::NotBefore, "not_before"_L1},
    std::pair{Argument::NotAfter, "not_after"_L1},
    std::pair{Argument::Days, "days"_L1},
    std::pair{Argument::Algorithm, "algorithm"_L1},
    std::pair{Argument::KeyBits, "key_bits"_L1},
    std::pair{Argument::Store, "store"_L1},
    std::pair{Argument::Client, "client"_L1},
    std::pair{Argument::Protocol, "protocol"_L1},
    std::pair{Argument::Version, "version"_L1},
    std::pair{Argument::ImageTag, "image_tag"_L1},
    std::pair{Argument::Feature, "feature"_L1},
    std::pair{Argument::Tokens, "tokens"_L1},
    std::pair{Argument::Service, "service"_L1},
    std::pair{Argument::Fingerprint, "fingerprint"_L1},
    std::pair{Argument::AiaUrl, "aia_url"_L1},
    std::pair{Argument::File, "file"_L1},
    std::pair{Argument::Line, "line"_L1},
    std::pair{Argument::Column, "column"_L1},
};

constexpr auto kAll = [] {
    std::array<Argument, kArguments.size()> all{};
    std::ranges::transform(kArguments, all.begin(), [](const auto &row) { return row.first; });
    return all;
}();

} // namespace

QLatin1StringView toWire(Argument argument)
{
    const auto it = std::ranges::find(kArguments, argument, [](const auto &row) { return row.first; });
    return it == kArguments.end() ? QLatin1StringView{} : it->second;
}

std::optional<Argument> argumentFromWire(QStringView text)
{
    const auto it = std::ranges::find_if(kArguments, [text](const auto &row) { return text == row.second; });
    return it == kArguments.end() ? std::nullopt : std::optional{it->first};
}

std::span<const Argument> allArguments()
{
    return kAll;
}

Arguments::Arguments(std::initializer_list<std::pair<Argument, QString>> values)
{
    for (const auto &[argument, value] : values) {
        set(argument, value);
    }
}

Arguments &Arguments::set(Argument argument, const QString &value)
{
    m_values.insert(argument, value.size() > kMaxValueChars ? value.first(kMaxValueChars - 1) + u'\u2026' : value);
    return *this;
}

Arguments &Arguments::set(Argument argument, qint64 value)
{
    return set(argument, QString::number(value));
}

Arguments &Arguments::set(Argument argument, const QStringList &values)
{
    QString text = values.first(qMin(values.size(), kMaxListed)).join(", "_L1);
    if (values.size() > kMaxListed) {
        text += u" and %1 more"_s.arg(values.size() - kMaxListed);
    }
    return set(argument, text);
}

Arguments &Arguments::set(Argument argument, const QDateTime &utc)
{
    return set(argument, utc.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s));
}

Arguments &Arguments::merge(const Arguments &other)
{
    for (auto it = other.m_values.begin(); it != other.m_values.end(); ++it) {
        if (!m_values.contains(it.key())) {
            m_values.insert(it.key(), it.value());
        }
    }
    return *this;
}

QString Arguments::value(Argument argument) const
{
    return m_values.value(argument);
}

} // namespace duodoctor
