#pragma once

#include "generate/generation_kind.h"

#include <QAbstractListModel>

namespace duodoctor
{

/// The kinds of configuration, each with a sentence (DetailRole) on what it is for.
class GenerationKindModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// @param row  of the list. @return none outside of it.
    static std::optional<GenerationKind> kindAt(int row);
};

} // namespace duodoctor
