#include "ui/generation_kind_model.h"

#include "ui/generation_words.h"
#include "ui/status_item_role.h"

namespace duodoctor
{

int GenerationKindModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(generationKinds().size());
}

std::optional<GenerationKind> GenerationKindModel::kindAt(int row)
{
    const auto kinds = generationKinds();
    return row >= 0 && static_cast<size_t>(row) < kinds.size() ? std::optional{kinds[static_cast<size_t>(row)]}
                                                               : std::nullopt;
}

QVariant GenerationKindModel::data(const QModelIndex &index, int role) const
{
    const auto kind = index.isValid() ? kindAt(index.row()) : std::nullopt;
    if (!kind) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return titleOf(*kind);
    }
    return role == DetailRole || role == Qt::AccessibleDescriptionRole ? sentenceOf(*kind) : QVariant{};
}

} // namespace duodoctor
