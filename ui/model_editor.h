#pragma once

#include "deployment/deployment.h"
#include "deployment/deployment_file.h"
#include "secrets/secret_store.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace duodoctor
{

class FormField;
class ModelTraits;

/// The models of a deployment: one at a time in fields, and a list beside them as soon as there are two. Keys stay in
/// this widget until asked for, never in the deployment.
class ModelEditor : public QWidget
{
    Q_OBJECT
public:
    /// A key that was typed, and what the user wants done with it.
    struct TypedKey {
        SecretText key;
        bool keepInKeyring = false;
    };

    explicit ModelEditor(QWidget *parent = nullptr);

    void setModels(const QList<Model> &models);
    /// Models without endpoint and identifier are left out; unnamed ones get a name.
    QList<Model> models() const;
    /// The typed keys by model name.
    QHash<QString, TypedKey> typedKeys() const;
    void setKeyringAvailable(bool available);
    void showProblems(const QList<DeploymentProblem> &problems);
    bool hasProblem() const;

Q_SIGNALS:
    void edited();
    void submitted();

private:
    struct Entry {
        Model model;
        QString typedKey;
        bool keepInKeyring = true;
    };

    void addModel();
    void showTraits(bool areShown);
    void removeModel();
    void showEntry(int row);
    void takeFields();
    void relist();
    QString titleOf(int row) const;

    QList<Entry> m_entries{Entry{}};
    int m_shown = 0;
    QWidget *m_side;
    QListWidget *m_list;
    QPushButton *m_add;
    QPushButton *m_remove;
    FormField *m_name;
    FormField *m_endpoint;
    FormField *m_identifier;
    FormField *m_key;
    QCheckBox *m_keep;
    QLabel *m_keyNotice;
    QToolButton *m_more;
    QVBoxLayout *m_fields;
    ModelTraits *m_traits = nullptr; ///< null until first opened
};

/// A name for a model that has none: the last part of its identifier, made unique among `taken`.
QString suggestedModelName(const Model &model, const QStringList &taken);

} // namespace duodoctor
