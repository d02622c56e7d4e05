#include "ui/model_editor.h"

#include "ui/deployment_hints.h"
#include "ui/form_field.h"
#include "ui/model_traits.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

ModelEditor::ModelEditor(QWidget *parent)
    : QWidget(parent)
    , m_side(new QWidget(this))
    , m_list(new QListWidget(m_side))
    , m_add(new QPushButton(tr("&Add another model"), this))
    , m_remove(new QPushButton(tr("Remove this model"), this))
    , m_name(new FormField({tr("Short name"), tr("Model name"), tr("mistral")}, {}, this))
    , m_endpoint(new FormField({tr("Model &endpoint"), tr("Model endpoint"), u"http://vllm.example.com:8000/v1"_s},
                               hintForModelEndpoint, this))
    , m_identifier(new FormField({tr("Model &identifier"), tr("Model identifier"), u"custom_openai/Mistral-Small"_s},
                                 hintForModelIdentifier, this))
    , m_key(
          new FormField({tr("Model API &key"), tr("Model API key"), tr("empty if the server asks for none")}, {}, this))
    , m_keep(new QCheckBox(tr("Keep the key in the keyring"), this))
    , m_keyNotice(new QLabel(this))
    , m_more(new QToolButton(this))
    , m_fields(new QVBoxLayout)
{
    m_list->setAccessibleName(tr("Models"));
    m_list->setMaximumWidth(m_list->fontMetrics().averageCharWidth() * 24);
    m_list->setMinimumHeight(m_list->fontMetrics().height() * 4);
    m_key->edit()->setEchoMode(QLineEdit::Password);
    m_key->edit()->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase |
                                       Qt::ImhSensitiveData);
    m_keep->setChecked(true);
    m_keyNotice->setTextFormat(Qt::PlainText);
    m_keyNotice->setWordWrap(true);
    m_more->setText(tr("More about this model"));
    m_more->setCheckable(true);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setArrowType(Qt::RightArrow);
    m_more->setAutoRaise(true);

    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 8, 0);
    side->addWidget(m_list, 1);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_name, m_endpoint, m_identifier, m_key, m_keep, m_keyNotice, m_more}) {
        m_fields->addWidget(widget);
    }
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    m_fields->addLayout(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_side);
    layout->addLayout(m_fields, 1);

    for (FormField *field : {m_name, m_endpoint, m_identifier, m_key}) {
        connect(field, &FormField::edited, this, [this] {
            takeFields();
            Q_EMIT edited();
        });
        connect(field, &FormField::submitted, this, &ModelEditor::submitted);
    }
    connect(m_keep, &QCheckBox::toggled, this, &ModelEditor::takeFields);
    connect(m_more, &QToolButton::toggled, this, &ModelEditor::showTraits);
    connect(m_add, &QPushButton::clicked, this, &ModelEditor::addModel);
    connect(m_remove, &QPushButton::clicked, this, &ModelEditor::removeModel);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0) {
            showEntry(row);
        }
    });
    relist();
    setKeyringAvailable(true);
}

void ModelEditor::setModels(const QList<Model> &models)
{
    QList<Entry> entries;
    for (const Model &model : models) {
        Entry entry{model, {}, true};
        for (const Entry &known : std::as_const(m_entries)) {
            if (known.model.endpoint == model.endpoint && known.model.identifier == model.identifier) {
                entry.typedKey = known.typedKey;
                entry.keepInKeyring = known.keepInKeyring;
            }
        }
        entries << entry;
    }
    m_entries = entries.isEmpty() ? QList<Entry>{Entry{}} : entries;
    m_shown = 0;
    relist();
}

QList<Model> ModelEditor::models() const
{
    QList<Model> models;
    QStringList taken;
    for (const Entry &entry : m_entries) {
        taken << entry.model.name;
    }
    for (const Entry &entry : m_entries) {
        if (entry.model.endpoint.isEmpty() && entry.model.identifier.isEmpty()) {
            continue;
        }
        Model model = entry.model;
        if (model.name.isEmpty()) {
            model.name = suggestedModelName(model, taken);
            taken << model.name;
        }
        if (!entry.typedKey.isEmpty()) {
            model.apiKey = {entry.keepInKeyring ? ApiKeySource::Keychain : ApiKeySource::Prompt, {}};
        }
        models << model;
    }
    return models;
}

QHash<QString, ModelEditor::TypedKey> ModelEditor::typedKeys() const
{
    QHash<QString, TypedKey> keys;
    qsizetype position = 0;
    const QList<Model> named = models();
    for (const Entry &entry : m_entries) {
        if (entry.model.endpoint.isEmpty() && entry.model.identifier.isEmpty()) {
            continue;
        }
        if (!entry.typedKey.isEmpty()) {
            keys.insert(named.at(position).name, {SecretText(entry.typedKey.toUtf8()), entry.keepInKeyring});
        }
        ++position;
    }
    return keys;
}

void ModelEditor::setKeyringAvailable(bool available)
{
    m_keep->setEnabled(available);
    m_keyNotice->setVisible(!available);
    m_keyNotice->setText(
        tr("No keyring runs on this machine: the key is kept in memory until the program ends, and never in a file."));
}

void ModelEditor::showProblems(const QList<DeploymentProblem> &problems)
{
    const QString prefix = u"models[%1]"_s.arg(m_shown);
    m_name->setProblem(problemOf(prefix + u".name"_s, problems));
    m_endpoint->setProblem(problemOf(prefix + u".endpoint"_s, problems));
}

bool ModelEditor::hasProblem() const
{
    return m_name->hasProblem() || m_endpoint->hasProblem();
}

void ModelEditor::addModel()
{
    m_entries << Entry{};
    m_shown = static_cast<int>(m_entries.size()) - 1;
    relist();
    m_endpoint->edit()->setFocus();
    Q_EMIT edited();
}

void ModelEditor::removeModel()
{
    m_entries.removeAt(m_shown);
    m_shown = qMax(0, m_shown - 1);
    relist();
    Q_EMIT edited();
}

void ModelEditor::showEntry(int row)
{
    m_shown = row;
    const Entry &entry = m_entries.at(row);
    m_name->setText(entry.model.name);
    m_endpoint->setText(entry.model.endpoint);
    m_identifier->setText(entry.model.identifier);
    m_key->setText(entry.typedKey);
    const QSignalBlocker quiet(m_keep);
    m_keep->setChecked(entry.keepInKeyring);
    if (m_traits) {
        m_traits->setModel(entry.model);
    }
}

void ModelEditor::showTraits(bool areShown)
{
    m_more->setArrowType(areShown ? Qt::DownArrow : Qt::RightArrow);
    if (!m_traits) {
        m_traits = new ModelTraits(this);
        m_traits->setModel(m_entries.at(m_shown).model);
        m_fields->insertWidget(m_fields->indexOf(m_more) + 1, m_traits);
        connect(m_traits, &ModelTraits::edited, this, [this] {
            takeFields();
            Q_EMIT edited();
        });
        connect(m_traits, &ModelTraits::submitted, this, &ModelEditor::submitted);
    }
    m_traits->setVisible(areShown);
}

void ModelEditor::takeFields()
{
    Entry &entry = m_entries[m_shown];
    entry.model.name = m_name->text();
    entry.model.endpoint = m_endpoint->text();
    entry.model.identifier = m_identifier->text();
    if (m_traits) {
        m_traits->applyTo(entry.model);
    }
    entry.typedKey = m_key->text();
    entry.keepInKeyring = m_keep->isChecked();
    if (QListWidgetItem *item = m_list->item(m_shown)) {
        item->setText(titleOf(m_shown));
    }
}

void ModelEditor::relist()
{
    const bool areMany = m_entries.size() > 1;
    m_side->setVisible(areMany);
    m_name->setVisible(areMany);
    m_remove->setVisible(areMany);
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (int row = 0; row < m_entries.size(); ++row) {
        m_list->addItem(titleOf(row));
    }
    m_list->setCurrentRow(m_shown);
    showEntry(m_shown);
}

QString ModelEditor::titleOf(int row) const
{
    const Model &model = m_entries.at(row).model;
    const QString name = model.name.isEmpty() ? model.identifier : model.name;
    return name.isEmpty() ? tr("New model") : name;
}

QString suggestedModelName(const Model &model, const QStringList &taken)
{
    const QString last = model.identifier.section(u'/', -1).left(60);
    const QString base = last.isEmpty() ? u"model"_s : last;
    QString name = base;
    for (int number = 2; taken.contains(name); ++number) {
        name = u"%1 %2"_s.arg(base).arg(number);
    }
    return name;
}

} // namespace duodoctor
