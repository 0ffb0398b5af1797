using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>
/// Enactment of an internal policy. When it is enacted the decree is registered and the policy is in force; when the case is done it was published.
/// The next review follows from the regulation's period.
/// </summary>
internal sealed class PolicyEnactmentCase(PlatformDb db, CurrentRegulation regulation, Acting acting, Today today, IServiceProvider services) : ICaseProcedure
{
    public const string Key = "policy-enactment";

    /// <summary>In place of a policy's key: one that the regulation does not name.</summary>
    private const string Other = "other";

    public string Procedure => Key;

    public IReadOnlyList<CaseField> Fields { get; } =
    [
        new("policy", "Kebijakan", FieldKind.Choice) { Choices = Policies, Help = "Yang diminta peraturan, atau kebijakan lain milik pemerintah daerah." },
        new("kind", "Jenis naskah", FieldKind.Choice) { Required = false, Choices = _ => [.. Words.PolicyKinds.Select(kind => new FieldChoice(kind.Item1.ToString(), kind.Item2))], Help = "Hanya untuk kebijakan lain." },
        new("background", "Dasar dan alasan", FieldKind.LongText) { MaxLength = 4000 },
    ];

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) => !DecreeFields.Enacts(procedure, step) ? [] :
    [
        .. DecreeFields.All,
        new("consulted", "Sudah dibahas dengan", FieldKind.Choices) { Required = false, Choices = ProfileChoices.ConsultedOffices },
        new("bases", "Berpedoman pada", FieldKind.Choices) { Required = false, Choices = ProfileChoices.PolicyBases },
    ];

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        var key = data.Text("policy")!;
        if (key == Other)
        {
            return data.Text("kind") is null ? [Refusal.At("kind", "Pilih jenis naskah untuk kebijakan lain.")] : [];
        }
        if (await db.Set<InternalPolicy>().AsNoTracking().Where(policy => policy.Key == key).Select(policy => (Guid?)policy.Id).SingleOrDefaultAsync(cancel) is { } stored)
        {
            (item.SubjectKind, item.SubjectId) = ("internal-policies", stored);
        }
        data.Put("draftedBy", DraftedBy(key));
        return [];
    }

    public Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Refusal>>(turn.Forward && DecreeFields.Enacts(turn.Procedure, turn.Step) ? Against(turn) : []);

    public async Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        if (turn.Forward && DecreeFields.Enacts(turn.Procedure, turn.Step))
        {
            await Enact(turn, cancel);
        }
        if (turn.Done && turn.Item.SubjectId is { } id && await Tracked(id, cancel) is { } policy && policy.PublishedOn is null)
        {
            policy.PublishedOn = today.Date;
            // Where the same decision enacts and ends, the policy's event was named by enacting.
            if (!DecreeFields.Enacts(turn.Procedure, turn.Step))
            {
                await PolicyRegister.Declared.Keep(services, policy, isNew: false, cancel, $"{turn.Item.Number}: {turn.Outcome.Label}");
            }
        }
    }

    /// <summary>Once a decree was registered the case goes on to its end.</summary>
    public Task<bool> MayWithdraw(Case item, CancellationToken cancel) => Task.FromResult(!CaseForm.Stored(item).ContainsKey("decreeNumber"));

    private List<Refusal> Against(CaseTurn turn)
    {
        var refusals = new List<Refusal>();
        if (turn.Data.Date("decreeDate") > today.Date)
        {
            refusals.Add(Refusal.At("decreeDate", "Tanggal penetapan tidak mungkin sesudah hari ini."));
        }
        if (turn.Data.Date("inForceFrom") < turn.Data.Date("decreeDate"))
        {
            refusals.Add(Refusal.At("inForceFrom", "Kebijakan tidak berlaku surut: isi tanggal penetapan atau sesudahnya."));
        }
        return refusals;
    }

    private async Task Enact(CaseTurn turn, CancellationToken cancel)
    {
        var policy = turn.Item.SubjectId is { } id ? await Tracked(id, cancel) : null;
        var isNew = policy is null;
        var key = turn.Data.Text("policy")!;
        policy ??= new InternalPolicy { Key = key == Other ? await FreeKey(turn.Item.Title, turn.Item.Number, cancel) : key, Title = turn.Item.Title };
        if (regulation.Profile.Policies.TryGet(policy.Key, out var asked))
        {
            (policy.Title, policy.Kind, policy.Author, policy.Enactor) = (isNew ? asked.Title : policy.Title, asked.Kind, asked.Author, asked.Enactor);
        }
        else
        {
            policy.Kind = Enum.TryParse<PolicyKind>(turn.Data.Text("kind"), out var kind) ? kind : policy.Kind;
            policy.Enactor = turn.Step.By;
        }
        var decree = await DecreeFields.Register(services, turn, [policy.Key], cancel);
        (policy.EnactedById, policy.InForceFrom, policy.InForceUntil, policy.PublishedOn) = (decree.Id, DecreeFields.InForceFrom(turn), null, null);
        policy.DraftedBy = turn.Data.Text("draftedBy");
        policy.Consulted = [.. turn.Data.List("consulted")];
        policy.Bases = [.. turn.Data.List("bases")];
        (policy.LastReviewedOn, policy.ReviewReportedOn, policy.ReviewGround, policy.ReviewGroundOn) = (null, null, null, null);
        policy.NextReviewDue = NextReview(regulation.Profile, policy.Key, policy.InForceFrom.Value);
        if (isNew)
        {
            db.Add(policy);
            (turn.Item.SubjectKind, turn.Item.SubjectId) = ("internal-policies", policy.Id);
        }
        await PolicyRegister.Declared.Keep(services, policy, isNew, cancel, $"{turn.Item.Number}: {turn.Outcome.Label}");
    }

    /// <summary>When a policy is to be reviewed next; null where the regulation does not say how often.</summary>
    internal static DateOnly? NextReview(EffectiveProfile profile, string key, DateOnly from) =>
        profile.Policies.Has(key) && profile.ReviewOf(key) is { } period ? period.After(from) : null;

    /// <summary>Also one that this very save makes.</summary>
    private ValueTask<InternalPolicy?> Tracked(Guid id, CancellationToken cancel) => db.FindAsync<InternalPolicy>([id], cancel);

    private static IReadOnlyList<FieldChoice> Policies(IServiceProvider services) =>
    [
        .. (ProfileChoices.Profile(services)?.Policies ?? Enumerable.Empty<Policy>()).Select(policy => new FieldChoice(policy.Key, policy.Title)),
        new(Other, "Kebijakan lain"),
    ];

    /// <summary>The office that drafted it, as checks know offices: the one that the regulation wants where the opener acts for it.</summary>
    private string DraftedBy(string policy)
    {
        var actor = acting.Actor;
        var wanted = regulation.Profile.Policies.TryGet(policy, out var asked) ? asked.Author : null;
        return wanted is not null && (actor.ActsFor(wanted) || actor.ActsFor(CaseRules.DeskOf(regulation.Profile.Stated, wanted))) ? wanted
            : actor.ActsFor("ict-agency") ? "ict-agency"
            : "agency";
    }

    private async Task<string> FreeKey(string title, string number, CancellationToken cancel)
    {
        var words = new StringBuilder();
        foreach (var letter in title.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                words.Append(letter);
            }
            else if (words.Length > 0 && words[^1] != '-')
            {
                words.Append('-');
            }
        }
        var key = words.ToString().Trim('-');
        key = key.Length > 60 ? key[..60].Trim('-') : key;
        var taken = key.Length == 0 || regulation.Profile.Policies.Has(key) || await db.Set<InternalPolicy>().AnyAsync(policy => policy.Key == key, cancel);
        return taken ? $"{key}-{number.ToLowerInvariant()}".TrimStart('-') : key;
    }
}
