#include "check/catalogue.h"

#include <QHash>

namespace duodoctor
{

namespace
{

const QList<CheckDefinition> &rows()
{
    using namespace catalogue;
    static const QList<CheckDefinition> all = trustFileRows() + railsRows() + gitlabRows() + hostRows() +
                                              environmentRows() + gatewayRows() + agentPlatformRows() + metricsRows() +
                                              modelRows() + vantageRows();
    return all;
}

} // namespace

std::span<const CheckDefinition> checkCatalogue()
{
    return {rows().constData(), static_cast<size_t>(rows().size())};
}

const CheckDefinition *checkDefinition(CheckId id)
{
    static const auto byId = [] {
        QHash<QLatin1StringView, const CheckDefinition *> index;
        for (const CheckDefinition &row : checkCatalogue()) {
            index.insert(row.id.view(), &row);
        }
        return index;
    }();
    return byId.value(id.view());
}

const CheckDefinition *checkDefinition(QStringView wireId)
{
    for (const CheckDefinition &row : checkCatalogue()) {
        if (wireId == row.id.view()) {
            return &row;
        }
    }
    return nullptr;
}

} // namespace duodoctor
