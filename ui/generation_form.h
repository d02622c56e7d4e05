#pragma once

#include "ui/form_field.h"
#include "ui/generation_words.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;

namespace duodoctor
{

class CertificateFileList;
class DialogPort;

/// What is chosen beside the deployment: the fields of one kind at a time. What was entered for one kind stays for the
/// others.
class GenerationForm : public QWidget
{
    Q_OBJECT
public:
    /// @param dialogs  must outlive the widget.
    explicit GenerationForm(DialogPort &dialogs, QWidget *parent = nullptr);

    /// Shows the fields of this kind.
    void setKind(GenerationKind kind);
    /// Of the shown fields alone.
    GenerationOptions options() const;
    /// Shows a sentence at the field; empty: at none.
    void showProblem(std::optional<GenerationChoice> choice, const QString &sentence);
    void setKeyFolder(const QString &folder);
    void addCertificates(const QStringList &paths);
    void setMakingKeys(bool isMaking);
    /// How wide it may be: two fields stand beside each other where they have room.
    void setRoom(int width);

Q_SIGNALS:
    void edited();
    void keysRequested();

private:
    FormField *addField(GenerationChoice choice, const QString &label, const QString &example);
    QCheckBox *addSwitch(GenerationChoice choice, const QString &label);
    void addEngine();
    void addKeyFolder();
    void addFiles(DialogPort &dialogs);
    void arrange();
    void place(int columns);

    QGridLayout *m_grid;
    QHash<GenerationChoice, QWidget *> m_rooms; ///< what is shown for a choice
    QHash<GenerationChoice, FormField *> m_fields;
    QComboBox *m_engine = nullptr;
    QCheckBox *m_hostNetwork = nullptr;
    QCheckBox *m_fragment = nullptr;
    CertificateFileList *m_added = nullptr;
    QPushButton *m_makeKeys = nullptr;
    GenerationKind m_kind = GenerationKind::DockerRun;
    QList<GenerationChoice> m_shown;
    int m_room = 0;
};

} // namespace duodoctor
