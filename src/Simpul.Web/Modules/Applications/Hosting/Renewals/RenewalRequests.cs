using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.Applications.Hosting.Renewals;

/// <summary>
/// Owners ask that a placement or a name is prolonged or changed; who runs it answers. Prolonging it is an answer, and so is its end: the request goes with
/// the save that brings either.
/// </summary>
internal sealed class RenewalRequests(PlatformDb db, IServiceProvider services, NoticeBoard board, RecordTitles titles, Acting acting, Today today, CurrentRegulation regulation)
{
    public const int NoteLength = 500;

    /// <summary>Further ahead nobody gives anything.</summary>
    private const int MostYears = 10;

    /// <summary>Where the owner asks.</summary>
    public static string AskHref(IRenewed item) => $"{HostingOverviewModel.Href}/permintaan/{(item is Placement ? PlacementRegister.Slug : DomainRegister.Slug)}/{item.Id}";

    public static string Href(IRenewed item) => $"{(item is Placement ? PlacementRegister.Href : DomainRegister.Href)}/{item.Id}";

    /// <summary>Whether the actor asks about it, rather than decides.</summary>
    public static bool MayAsk(Actor actor, IRenewed item) =>
        item.State == RequestState.Active && actor.May(ApplicationsPermissions.HostingEdit, item.AgencyId) && !actor.MayEverywhere(ApplicationsPermissions.HostingDecide);

    public async Task<string> Called(IRenewed item, CancellationToken cancel) => item is Placement placement
        ? $"Penempatan {(await titles.Of(ApplicationRegister.Kind, placement.ApplicationId, cancel))?.Title} ({placement.Environment.Word().ToLowerInvariant()})"
        : $"Nama domain {((DomainName)item).Name}";

    /// <summary>Asks, or asks anew in other words. Refusals are at <c>Until</c> and <c>Note</c>.</summary>
    public async Task<Outcome> Ask(IRenewed item, DateOnly? until, string? note, CancellationToken cancel)
    {
        if (!MayAsk(acting.Actor, item))
        {
            return Refusal.Whole("Hanya perangkat daerah pemiliknya yang mengajukan permintaan ini, selama masih berjalan.");
        }
        var refusals = new List<Refusal>();
        if (until is null && string.IsNullOrWhiteSpace(note))
        {
            refusals.Add(Refusal.At("Note", "Isi hari terakhir yang diminta, atau tulis perubahan yang diminta."));
        }
        if (note?.Length > NoteLength)
        {
            refusals.Add(Refusal.At("Note", $"Paling banyak {NoteLength} huruf."));
        }
        if (until <= today.Date || until <= item.Until)
        {
            refusals.Add(Refusal.At("Until", "Isi hari sesudah hari ini dan sesudah masa berlaku sekarang."));
        }
        else if (until > today.Date.AddYears(MostYears))
        {
            refusals.Add(Refusal.At("Until", $"Minta paling lama {MostYears} tahun."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        (item.AskedOn, item.AskedUntil, item.AskedNote, item.AskedAnswer) = (today.Date, until, string.IsNullOrWhiteSpace(note) ? null : note, null);
        board.Tell(Recipient.HoldersOf(OfficeOf(item)), Kind(item, "asked"), $"{await Called(item, cancel)}: {(until is { } wanted ? $"diminta sampai {Indonesian.Date(wanted)}." : "diminta perubahan.")}", Href(item));
        await Keep(item, null, cancel);
        return await HostingSave.Try(db, cancel);
    }

    /// <summary>Answers in words what is not, or not only, prolonged: that it was changed as asked, or why not. Refusals are at <c>Answer</c>.</summary>
    public async Task<Outcome> Answer(IRenewed item, string? answer, CancellationToken cancel)
    {
        if (!acting.Actor.MayEverywhere(ApplicationsPermissions.HostingDecide) || item.AskedOn is null)
        {
            return Refusal.Whole("Tidak ada permintaan yang menunggu jawaban Anda. Periksa lagi halamannya.");
        }
        if (await HostingSave.Reasoned(answer, "Tulis jawaban Anda: apa yang sudah diubah, atau mengapa tidak.") is { Count: > 0 } refusals)
        {
            return refusals.Select(refusal => refusal with { Field = "Answer" }).ToList();
        }
        (item.AskedOn, item.AskedUntil, item.AskedNote, item.AskedAnswer) = (null, null, null, answer);
        Tell(item, $"{await Called(item, cancel)}: permintaan Anda sudah dijawab.");
        await Keep(item, answer, cancel);
        return await HostingSave.Try(db, cancel);
    }

    /// <summary>In the save that prolongs or ends it: the request is answered thereby, and its owner hears of it.</summary>
    /// <param name="before">Its last day before this save; null where it had none.</param>
    public async Task Follow(IRenewed item, DateOnly? before, CancellationToken cancel)
    {
        // A sooner end is not what was asked for: the request waits on.
        var prolonged = item.Until != before && (item.Until is null || item.Until > before || item.Until == item.AskedUntil);
        if (item.AskedOn is null || (!prolonged && item.State == RequestState.Active))
        {
            return;
        }
        (item.AskedOn, item.AskedUntil, item.AskedNote) = (null, null, null);
        Tell(item, item.State == RequestState.Active && item.Until is { } until ? $"{await Called(item, cancel)} diperpanjang sampai {Indonesian.Date(until)}." : $"{await Called(item, cancel)}: permintaan Anda sudah dijawab.");
    }

    private void Tell(IRenewed item, string sentence)
    {
        if (item.AgencyId is { } agency)
        {
            board.Tell(Recipient.HoldersOf("agency", agency), Kind(item, "answered"), sentence, Href(item));
        }
    }

    /// <summary>Who answers, by name.</summary>
    public string Answering(IRenewed item) => regulation.Profile.Offices.TryGet(OfficeOf(item), out var known) ? known.Name : OfficeOf(item);

    /// <summary>Who runs it: the registrar names, the ICT agency placements.</summary>
    private string OfficeOf(IRenewed item) => item is Placement ? "ict-agency" : DomainRules.Registrar(regulation.Profile);

    private static string Kind(IRenewed item, string what) => $"{(item is Placement ? "placements" : "domains")}.{what}";

    private Task Keep(IRenewed item, string? reason, CancellationToken cancel) => item is Placement placement
        ? services.RegisterOf<Placement>().Keep(services, placement, isNew: false, cancel, reason)
        : services.RegisterOf<DomainName>().Keep(services, (DomainName)item, isNew: false, cancel, reason);
}
