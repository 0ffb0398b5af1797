using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Repository.Access;

/// <summary>Access to a repository where the regulation has a procedure for it: what is approved there is a grant with that case's number.</summary>
internal sealed class RepositoryAccessCase(PlatformDb db, AccessRequests requests, Acting acting, Platform.Journal.Journal journal, TimeProvider clock) : ICaseProcedure
{
    public const string Key = "repository-access";

    /// <summary>What a step records that gives the access.</summary>
    private const string Records = "repository-access";

    public string Procedure => Key;

    public string? SubjectKind => "applications";

    public IReadOnlyList<CaseField> Fields { get; } =
    [
        new("person", "Pegawai yang memerlukan akses", FieldKind.Reference) { Refers = "people", Help = "Aparatur sipil negara; masing-masing diajukan sendiri." },
        new("right", "Hak yang diminta", FieldKind.Choice) { Choices = _ => [new(nameof(RepositoryRight.Read), "Membaca (git clone, git pull)"), new(nameof(RepositoryRight.Write), "Membaca dan mengirim (git push)")] },
        new("purpose", "Tujuan", FieldKind.LongText) { MaxLength = RepositoryGrant.PurposeLength },
        new("from", "Mulai", FieldKind.Date),
        new("until", "Hari terakhir", FieldKind.Date) { Help = "Paling lama satu tahun." },
    ];

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel) => item.SubjectId is null
        ? [Refusal.Whole("Buka permohonan ini dari halaman repositori aplikasinya.")]
        : [.. (await Against(data, cancel)).Select(refusal => Refusal.At(char.ToLowerInvariant(refusal.Field[0]) + refusal.Field[1..], refusal.Message))];

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel)
    {
        if (!Gives(turn))
        {
            return [];
        }
        // What was asked is not asked again here, so what stands against it now is said of the whole.
        var refusals = (await Against(turn.Data, cancel)).Select(refusal => Refusal.Whole($"Permohonan ini tidak lagi dapat disetujui: {refusal.Message}")).ToList();
        if (turn.Data.Id("person") == acting.Actor.PersonId)
        {
            refusals.Add(Refusal.Whole("Anda tidak dapat menyetujui akses Anda sendiri. Mintalah rekan sejabatan memutuskannya."));
        }
        return refusals;
    }

    public Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        if (Gives(turn) && turn.Item.SubjectId is { } application)
        {
            var grant = new RepositoryGrant
            {
                ApplicationId = application,
                PersonId = turn.Data.Id("person")!.Value,
                Right = Right(turn.Data),
                Purpose = turn.Data.Text("purpose")!,
                From = turn.Data.Date("from")!.Value,
                Until = turn.Data.Date("until")!.Value,
                State = GrantState.Approved,
                AskedBy = turn.Item.OpenedByPersonId,
                AskedAt = turn.Item.OpenedAt,
                DecidedBy = acting.Actor.PersonId,
                DecidedAt = clock.GetUtcNow(),
                ApprovedBy = turn.Step.By,
                CaseNumber = turn.Item.Number,
            };
            db.Add(grant);
            journal.Record("repository-grants.approved", grant, $"{turn.Item.Number}: {turn.Outcome.Label}");
        }
        return Task.CompletedTask;
    }

    private static bool Gives(CaseTurn turn) => turn.Forward && turn.Step.Records.Contains(Records);

    private static RepositoryRight Right(CaseData data) => Enum.TryParse<RepositoryRight>(data.Text("right"), out var right) ? right : RepositoryRight.None;

    private Task<IReadOnlyList<Refusal>> Against(CaseData data, CancellationToken cancel) =>
        requests.Against(data.Id("person"), Right(data), data.Text("purpose"), data.Date("from"), data.Date("until"), cancel);
}
