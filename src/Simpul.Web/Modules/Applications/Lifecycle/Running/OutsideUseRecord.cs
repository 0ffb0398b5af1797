using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Application = Simpul.Web.Modules.Applications.Inventory.Application;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>The use of an application outside the government, which a step approves: asked for with its user, purpose and days, recorded with who approved.</summary>
internal sealed class OutsideUseRecord(PlatformDb db, Today today, IServiceProvider services) : IStepRecord
{
    public const string Word = "outside-use";

    public string Record => Word;

    public IReadOnlyList<CaseField> Asked(Procedure procedure) =>
    [
        new("outsideUser", "Pihak yang akan memakainya", FieldKind.Text) { MaxLength = OutsideUse.ByLength, Cite = procedure.Cite?.ToString() },
        new("outsidePurpose", "Tujuan pemakaian", FieldKind.LongText) { MaxLength = 1000 },
        new("outsideFrom", "Dipakai sejak", FieldKind.Date),
        new("outsideUntil", "Dipakai sampai", FieldKind.Date),
    ];

    public Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Refusal>>(
        data.Date("outsideUntil") < data.Date("outsideFrom") ? [Refusal.At("outsideUntil", "Pemakaian berakhir sebelum dimulai. Periksa kedua tanggalnya.")] : []);

    public IReadOnlyList<CaseField> Fields(Procedure procedure, Step step) => [];

    public Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, Application? application, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Refusal>>(
        application is null ? [Refusal.Whole("Urusan ini belum menyebut aplikasinya, sehingga pemakaiannya tidak dapat dicatat. Kembalikan kepada pemohon.")] : []);

    public async Task Decided(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (!turn.Done || turn.Data.Text("outsideUser") is not { } user)
        {
            return;
        }
        var use = new OutsideUse
        {
            ApplicationId = application!.Id, AgencyId = application.Item.AgencyId, By = user, From = turn.Data.Date("outsideFrom") ?? today.Date, Until = turn.Data.Date("outsideUntil"),
            ApprovedBy = turn.Step.By, ApprovedOn = today.Date, Letter = turn.Item.Number,
        };
        db.Add(use);
        await OutsideUseRegister.Declared.Keep(services, use, isNew: true, cancel, $"{turn.Item.Number}: {turn.Outcome.Label}");
    }
}
