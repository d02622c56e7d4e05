#include "deployment/vantage.h"

#include <array>
#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::array kWire{
    std::pair{Vantage::Workstation, "workstation"_L1},
    std::pair{Vantage::GitLab, "gitlab"_L1},
    std::pair{Vantage::Gateway, "gateway"_L1},
};

} // namespace

QLatin1StringView toWire(Vantage vantage)
{
    for (const auto &[value, text] : kWire) {
        if (value == vantage) {
            return text;
        }
    }
    return {};
}

std::optional<Vantage> vantageFromWire(QStringView text)
{
    for (const auto &[value, wire] : kWire) {
        if (text == wire) {
            return value;
        }
    }
    return std::nullopt;
}

} // namespace duodoctor
