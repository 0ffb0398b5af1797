using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Organisation.Contract;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>What is done with an audit from its preparation to its end.</summary>
internal sealed class AuditFlow(
    PlatformDb db, AuditRights rights, Universe universe, Conflicts conflicts, LegalDocuments documents, NationalData national, CurrentRegulation regulation,
    NoticeBoard notices, Today today, Platform.Journal.Journal journal, IServiceProvider services)
{
    /// <summary>Objects of one audit at most.</summary>
    public const int MostObjects = 200;

    private const string NotYours = "Jabatan Anda tidak menyiapkan audit ini, atau auditnya sudah berakhir.";

    /// <summary>Why somebody who may not arrange the audit is refused.</summary>
    internal string WhyNotArrange(Audit audit) => rights.MayPrepare(audit) ? "Audit ini sedang berjalan, jadi objek, tim, dan datanya diatur oleh anggota timnya. Minta anggota timnya mengubahnya." : NotYours;

    public Task<List<AuditObject>> ObjectsOf(Guid audit, CancellationToken cancel) => db.Set<AuditObject>().AsNoTracking().Where(one => one.AuditId == audit).OrderBy(one => one.Class).ThenBy(one => one.Name).ToListAsync(cancel);

    public Task<List<AuditMember>> TeamOf(Guid audit, CancellationToken cancel) => db.Set<AuditMember>().AsNoTracking().Where(one => one.AuditId == audit).OrderBy(one => one.Role).ThenBy(one => one.Id).ToListAsync(cancel);

    /// <summary>Adds objects; those that are chosen already stay as they are.</summary>
    public async Task<Outcome> Choose(Audit audit, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (!await rights.MayArrange(audit, cancel))
        {
            return Refusal.Whole(WhyNotArrange(audit));
        }
        if (ids.Count == 0)
        {
            return Refusal.At("Chosen", "Pilih paling sedikit satu objek.");
        }
        var known = (await universe.On(today.Date, cancel)).ToDictionary(one => one.Id);
        if (ids.Any(id => !known.TryGetValue(id, out var one) || !Universe.Fits(audit.Kind, one.Class)))
        {
            return Refusal.At("Chosen", $"Salah satu pilihan bukan objek {audit.Kind.Word().ToLowerInvariant()}, atau sudah tidak ada. Muat ulang halaman dan pilih lagi.");
        }
        var stored = await db.Set<AuditObject>().Where(one => one.AuditId == audit.Id).ToListAsync(cancel);
        var chosen = stored.ConvertAll(one => one.ItemId);
        if (chosen.Union(ids).Count() > MostObjects)
        {
            return Refusal.At("Chosen", $"Satu audit memuat paling banyak {MostObjects} objek. Bagi menjadi beberapa audit.");
        }
        List<Auditable> fresh = [.. ids.Except(chosen).Select(id => known[id])];
        var objects = fresh.ConvertAll(one => new AuditObject { AuditId = audit.Id, ItemId = one.Id, Class = one.Class, Name = one.Name, AgencyId = one.Agency });
        // Nobody of the team may be tied to what is added.
        var team = await TeamOf(audit.Id, cancel);
        if ((await conflicts.Of(audit, objects, team, cancel)).FirstOrDefault(one => one.Stands) is { } conflict)
        {
            return Refusal.At("Chosen", $"Benturan kepentingan dengan tim: {await NameOf(conflict, cancel)}. {conflict.Why} Ganti anggota itu atau lepaskan objeknya.");
        }
        // What runs has papers and findings that name its objects: these keep their names.
        TellApart([.. stored, .. objects], audit.State == AuditState.Preparing ? [.. stored, .. objects] : objects, known);
        db.AddRange(objects);
        journal.Record("audits.objects-chosen", audit);
        await Plan(audit, objects, cancel);
        return await Save(cancel);
    }

    public async Task<Outcome> Release(Audit audit, Guid item, CancellationToken cancel)
    {
        if (!rights.MayPrepare(audit) || audit.State != AuditState.Preparing)
        {
            return Refusal.Whole("Objek hanya dapat dilepaskan selama audit disiapkan.");
        }
        if (await db.Set<AuditObject>().SingleOrDefaultAsync(one => one.AuditId == audit.Id && one.ItemId == item, cancel) is not { } found)
        {
            return Outcome.Done;
        }
        db.Remove(found);
        journal.Record("audits.object-released", audit);
        return await Save(cancel);
    }

    /// <summary>What stands against beginning: all of it, so that it can be put right at once.</summary>
    public async Task<IReadOnlyList<string>> AgainstBeginning(Audit audit, CancellationToken cancel)
    {
        var against = new List<string>();
        var (objects, team) = (await ObjectsOf(audit.Id, cancel), await TeamOf(audit.Id, cancel));
        if (objects.Count == 0)
        {
            against.Add("Objek belum dipilih.");
        }
        if (objects.FirstOrDefault(one => !Universe.Fits(audit.Kind, one.Class)) is { } odd)
        {
            against.Add($"{odd.Name} bukan objek {audit.Kind.Word().ToLowerInvariant()}. Lepaskan, atau ubah jenis auditnya.");
        }
        against.AddRange((await new Eligibility(db, documents, AuditWords.Profile(services)).OfPerformer(audit, cancel)).Select(refusal => refusal.Message));
        if (!audit.ReportOnly)
        {
            if (team.Count < 2)
            {
                against.Add("Tim belum berisi dua orang: kertas kerja ditulis oleh seorang dan diperiksa oleh yang lain.");
            }
            if (team.Count > 0 && team.All(one => one.Role != MemberRole.Lead))
            {
                against.Add("Tim belum mempunyai ketua.");
            }
            if (team.Count > 0 && !team.Any(one => one.IsCertifiedOn(audit.StartsOn)))
            {
                against.Add("Belum ada anggota dengan sertifikat audit yang berlaku pada hari mulai.");
            }
            if (audit.IsOfBody && await WhyUnwritten(audit, objects, team, cancel) is { } unwritten)
            {
                against.Add(unwritten);
            }
            against.AddRange(Silent(team));
            if (national.AuditEdition(audit.Edition) is null)
            {
                against.Add("Edisi kriteria belum dipilih, atau tidak ada lagi.");
            }
        }
        against.AddRange(await Standing(audit, objects, team, cancel));
        return against;
    }

    /// <summary>Begins the audit: the edition is pinned and its criteria become working papers.</summary>
    public async Task<Outcome> Begin(Audit audit, CancellationToken cancel)
    {
        if (!rights.MayPrepare(audit) || audit.State != AuditState.Preparing)
        {
            return Refusal.Whole(NotYours);
        }
        if (await AgainstBeginning(audit, cancel) is { Count: > 0 } against)
        {
            return new List<Refusal>(against.Select(Refusal.Whole));
        }
        audit.State = AuditState.Running;
        journal.Record("audits.begun", audit);
        var objects = await db.Set<AuditObject>().Where(one => one.AuditId == audit.Id).OrderBy(one => one.Class).ThenBy(one => one.Name).ToListAsync(cancel);
        TellApart(objects, objects, (await universe.On(today.Date, cancel)).ToDictionary(one => one.Id));
        await Plan(audit, objects, cancel);
        Tell(audit, $"{audit.Title} dimulai.");
        return await Save(cancel);
    }

    /// <summary>What stands against ending: papers that are not answered or signed, deviations without a finding, and who of the team is not independent or never said so.</summary>
    public async Task<IReadOnlyList<string>> AgainstEnding(Audit audit, CancellationToken cancel)
    {
        var against = new List<string>();
        if (string.IsNullOrWhiteSpace(audit.Summary))
        {
            against.Add("Simpulan belum ditulis. Ubah data audit dan isi simpulannya.");
        }
        if (audit.ReportOnly)
        {
            if (!await db.Set<FileRecord>().AnyAsync(file => file.SubjectKind == AuditRegister.Kind && file.SubjectId == audit.Id && file.RemovedAt == null, cancel))
            {
                against.Add("Laporan audit belum dilampirkan pada bagian Berkas.");
            }
            return against;
        }
        var papers = await db.Set<WorkingPaper>().AsNoTracking().Where(paper => paper.AuditId == audit.Id).OrderBy(paper => paper.Number).ThenBy(paper => paper.ObjectName).Select(paper => new { paper.Id, paper.Title, paper.ObjectName, paper.Result, Signed = paper.ReviewedAt != null }).ToListAsync(cancel);
        if (papers.Count(paper => paper.Result == PaperResult.Open) is > 0 and var open)
        {
            against.Add($"{open} kertas kerja belum diisi.");
        }
        if (papers.Count(paper => paper.Result != PaperResult.Open && !paper.Signed) is > 0 and var unsigned)
        {
            against.Add($"{unsigned} kertas kerja belum disetujui pemeriksanya.");
        }
        var found = await db.Set<AuditFinding>().AsNoTracking().Where(one => one.AuditId == audit.Id && one.PaperId != null).Select(one => one.PaperId!.Value).ToListAsync(cancel);
        var bare = papers.Where(paper => paper.Result == PaperResult.Fails && !found.Contains(paper.Id)).Select(paper => paper.ObjectName is null ? paper.Title : $"{paper.Title}, {paper.ObjectName}").ToList();
        if (bare.Count > 0)
        {
            against.Add($"Tidak sesuai tanpa temuan: {Indonesian.List([.. bare.Take(3)])}{(bare.Count > 3 ? $" dan {bare.Count - 3} lainnya" : "")}. Buat temuannya dari kertas kerja itu.");
        }
        // Somebody may have joined, or come to hold an office, while it ran.
        var team = await TeamOf(audit.Id, cancel);
        against.AddRange(Silent(team));
        against.AddRange(await Standing(audit, await ObjectsOf(audit.Id, cancel), team, cancel));
        return against;
    }

    public async Task<Outcome> End(Audit audit, DateOnly? on, CancellationToken cancel)
    {
        if (audit.State != AuditState.Running || !(await rights.MayWork(audit, cancel) || (audit.ReportOnly && rights.MayPrepare(audit))))
        {
            return Refusal.Whole("Audit ini tidak sedang berjalan, atau Anda bukan anggota timnya.");
        }
        if (on is not { } day || day < audit.StartsOn || day > today.Date)
        {
            return Refusal.At("On", $"Isi hari laporan disampaikan, antara {Indonesian.Date(audit.StartsOn)} dan hari ini.");
        }
        if (await AgainstEnding(audit, cancel) is { Count: > 0 } against)
        {
            return new List<Refusal>(against.Select(Refusal.Whole));
        }
        (audit.State, audit.FinishedOn) = (AuditState.Finished, day);
        journal.Record("audits.ended", audit);
        // A report may be taken away, or a paper be opened again, in the very moment.
        db.HoldTo((nameof(End), audit.Id), async ask => await AgainstEnding(audit, ask) is [var against, ..] ? Refusal.Whole(against) : null);
        Tell(audit, $"{audit.Title} selesai. Simpulan dan temuannya dapat dibaca.");
        return await Save(cancel);
    }

    public async Task<Outcome> CallOff(Audit audit, string? reason, CancellationToken cancel)
    {
        if (!await rights.MayArrange(audit, cancel))
        {
            return Refusal.Whole(rights.MayPrepare(audit) ? "Audit ini sedang berjalan, jadi dibatalkan oleh anggota timnya." : NotYours);
        }
        reason = Clean(reason);
        if (reason is null || reason.Length > Audit.ReasonLength)
        {
            return Refusal.At("Reason", reason is null ? "Tulis mengapa audit ini dibatalkan." : $"Paling banyak {Indonesian.Number(Audit.ReasonLength)} huruf.");
        }
        (audit.State, audit.CancelReason) = (AuditState.Cancelled, reason);
        journal.Record("audits.called-off", audit, reason);
        Tell(audit, $"{audit.Title} dibatalkan: {reason}");
        return await Save(cancel);
    }

    /// <summary>Gives objects that share their name with another one of the audit their code too: papers and findings find their object by its name.</summary>
    /// <param name="all">The audit's objects.</param>
    /// <param name="renamed">Those of them whose name may still change.</param>
    private static void TellApart(IReadOnlyList<AuditObject> all, IReadOnlyList<AuditObject> renamed, Dictionary<Guid, Auditable> known)
    {
        List<AuditObject> alike = [.. renamed.Where(one => all.Any(other => other.ItemId != one.ItemId && (Same(other.Name, one.Name) || (known.TryGetValue(other.ItemId, out var item) && Same(item.Name, one.Name)))))];
        foreach (var one in alike)
        {
            if (known.TryGetValue(one.ItemId, out var item))
            {
                var code = $" ({item.Code})";
                one.Name = one.Name[..Math.Min(one.Name.Length, ArchitectureItem.NameLength - code.Length)].TrimEnd() + code;
            }
        }

        static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Makes the working papers that are wanting, in the words of the pinned edition. Nothing while the audit is being prepared.</summary>
    private async Task Plan(Audit audit, IReadOnlyCollection<AuditObject> objects, CancellationToken cancel)
    {
        if (audit.State != AuditState.Running || audit.ReportOnly || national.AuditEdition(audit.Edition) is not { } edition)
        {
            return;
        }
        var known = await db.Set<WorkingPaper>().AsNoTracking().Where(paper => paper.AuditId == audit.Id).Select(paper => new { paper.Criterion, paper.ItemId, paper.Number }).ToListAsync(cancel);
        var have = known.Select(paper => (paper.Criterion, paper.ItemId)).ToHashSet();
        var numbers = known.GroupBy(paper => paper.Criterion, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Min(paper => paper.Number), StringComparer.Ordinal);
        var last = known.Count == 0 ? 0 : known.Max(paper => paper.Number);
        foreach (var (set, id, title, text, proof) in edition.For(audit.Kind.Key(), [.. objects.Select(one => one.Class.Key()).Distinct()], audit.Subjects).SelectMany(set => Criteria(national, set)))
        {
            // A paper about all objects, as audits had them before each object had its own, is about those that come later too.
            foreach (var one in have.Contains((id, null)) ? [] : ExaminedBy(set, objects))
            {
                if (have.Add((id, one?.ItemId)))
                {
                    var number = numbers.TryGetValue(id, out var shared) ? shared : (numbers[id] = ++last);
                    var paper = new WorkingPaper { AuditId = audit.Id, Number = number, ItemId = one?.ItemId, ObjectName = one?.Name, Subject = set.Subject, Set = set.Title, Cite = set.Cite, Criterion = id, Title = title, Text = text, Proof = proof };
                    db.Add(paper);
                    journal.Record("audit-papers.planned", paper);
                }
            }
        }
    }

    /// <summary>The objects to each of which a set's criteria are put; null for the audited agency as a whole, where the set is about no class of object.</summary>
    private static List<AuditObject?> ExaminedBy(CriteriaSet set, IReadOnlyCollection<AuditObject> objects)
    {
        List<AuditObject?> each = set.Objects.Count == 0 ? [] : [.. objects.Where(one => set.Objects.Contains(one.Class.Key())).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)];
        return each.Count > 0 ? each : [null];
    }

    /// <summary>The criteria of a set: its own, and the controls of the tests that it names.</summary>
    internal static IEnumerable<(CriteriaSet Set, string Id, string Title, string Text, string? Proof)> Criteria(NationalData national, CriteriaSet set) =>
    [
        .. set.Criteria.Select(one => (set, one.Id, one.Title, one.Text, one.Proof)),
        .. national.Tests.Sets.Where(tests => set.Tests.Contains(tests.Id)).SelectMany(tests => tests.Controls).Select(one => (set, one.Id, one.Title, one.Text, (string?)null)),
    ];

    /// <summary>Tells the audited agency and whoever coordinates.</summary>
    private void Tell(Audit audit, string sentence)
    {
        if (audit.AgencyId is { } agency)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), "audits.state", sentence, $"{AuditRegister.Href}/{audit.Id}");
        }
        if (audit.Coordinator is { } office && regulation.IsSetUp && regulation.Profile.Offices.Has(office))
        {
            notices.Tell(Recipient.HoldersOf(Platform.Cases.CaseRules.DeskOf(regulation.Profile.Stated, office)), "audits.state", sentence, $"{AuditRegister.Href}/{audit.Id}");
        }
    }

    private static IEnumerable<string> Silent(List<AuditMember> team) =>
        team.Count(one => one.DeclaredAt is null) is > 0 and var silent ? [$"{silent} anggota belum menandatangani pernyataan bebas benturan kepentingan."] : [];

    /// <summary>
    /// Why nobody could write and vouch for the papers of a body's audit: its own people have no account here, and whoever would write for them is tied to what is audited.
    /// Null where two people can.
    /// </summary>
    private async Task<string?> WhyUnwritten(Audit audit, List<AuditObject> objects, List<AuditMember> team, CancellationToken cancel)
    {
        var known = team.Select(one => one.PersonId).OfType<Guid>().ToHashSet();
        if (known.Count >= 2)
        {
            return null;
        }
        var holders = (await services.GetRequiredService<IOrganisation>().Holders(today.Date, cancel)).Where(holder => AuditRights.WritersFor(audit).Any(holder.Offices.Contains)).Select(holder => holder.PersonId).Except(known).ToList();
        var tied = (await conflicts.Of(audit, objects, holders.ConvertAll(person => new AuditMember { AuditId = audit.Id, PersonId = person }), cancel)).Where(one => one.Stands).Select(one => one.Person).ToHashSet();
        return known.Count + holders.Count(person => !tied.Contains(person)) >= 2 ? null
            : "Belum ada dua orang yang dapat menulis dan memeriksa kertas kerja di sini: auditor lembaga belum terdaftar sebagai pegawai, dan jabatan yang menuliskannya terikat pada yang diaudit atau kosong. "
                + "Daftarkan auditornya pada register pegawai dan masukkan ke tim, pilih koordinator lain, atau catat hanya laporannya.";
    }

    private async Task<List<string>> Standing(Audit audit, List<AuditObject> objects, List<AuditMember> team, CancellationToken cancel)
    {
        var against = new List<string>();
        foreach (var conflict in (await conflicts.Of(audit, objects, team, cancel)).Where(one => one.Stands))
        {
            against.Add($"Benturan kepentingan, {await NameOf(conflict, cancel)}: {conflict.Why}");
        }
        return against;
    }

    private async Task<string> NameOf(Conflict conflict, CancellationToken cancel) => conflict.Person is { } person
        ? (await services.GetRequiredService<IOrganisation>().People([person], cancel)) is [var one, ..] ? one.Name : "seorang anggota"
        : conflict.Outsider ?? "lembaga pelaksana";

    internal static string? Clean(string? text) => Platform.Registers.Fields.Clean(text ?? "") is { Length: > 0 } clean ? clean : null;

    /// <summary>Saves, or says that somebody else was faster.</summary>
    internal async Task<Outcome> Save(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (OvertakenException overtaken)
        {
            db.Forget();
            return overtaken.Refusal;
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || db.Dialect.IsDuplicate(failure))
        {
            db.Forget();
            return Refusal.Whole("Data audit ini baru saja diubah orang lain. Muat ulang halaman dan periksa lagi.");
        }
    }
}
