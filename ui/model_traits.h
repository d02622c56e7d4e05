#pragma once

#include "deployment/deployment.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace duodoctor
{

class FormField;

/// What a model is besides its address: what serves it, its family, and the Duo features that use it. The checks of
/// support and of the identifier know more with it.
class ModelTraits : public QWidget
{
    Q_OBJECT
public:
    explicit ModelTraits(QWidget *parent = nullptr);

    void setModel(const Model &model);
    /// Writes what the fields hold into `model` and leaves the rest of it alone.
    void applyTo(Model &model) const;

Q_SIGNALS:
    void edited();
    void submitted();

private:
    QComboBox *addChoice(const QString &label, const QString &name, const QStringList &known);

    QVBoxLayout *m_layout;
    QComboBox *m_provider;
    QComboBox *m_family;
    FormField *m_features;
};

} // namespace duodoctor
