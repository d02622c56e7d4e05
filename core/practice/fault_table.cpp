#include "practice/fault_table.h"

#include <algorithm>
#include <vector>

namespace duodoctor
{

std::span<const FaultRow> faultTable()
{
    static const std::vector<FaultRow> rows = [] {
        std::vector<FaultRow> all;
        for (const auto part : {gatewayFaults(), certificateFaults(), serviceFaults(), modelFaults()}) {
            all.insert(all.end(), part.begin(), part.end());
        }
        return all;
    }();
    return rows;
}

const FaultRow *faultRow(QStringView id)
{
    const std::span<const FaultRow> rows = faultTable();
    const auto row =
        std::ranges::find_if(rows, [id](const FaultRow &candidate) { return id == QLatin1StringView{candidate.id}; });
    return row == rows.end() ? nullptr : &*row;
}

} // namespace duodoctor
