using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation;

/// <summary>The plain registers of this module; its pages lead to them.</summary>
internal static class FollowRegisters
{
    public const string TasksSlug = "tindak-lanjut-evaluasi";
    public const string NotesSlug = "catatan-evaluasi";
    public const string MonitoringsSlug = "pemantauan-perangkat-daerah";
    public const string PublishedSlug = "angka-pembanding";
    public const string CyclesSlug = "putaran-evaluasi";

    public static readonly RegisterParent Home = new(EvaluationAddress.Home, "Evaluasi SPBE");

    public static readonly IReadOnlyList<(Follow.NoteKind Value, string Title)> NoteKinds = [(Follow.NoteKind.Interview, "Interviu"), (Follow.NoteKind.Visit, "Visitasi")];

    public static readonly IReadOnlyList<(Follow.MonitoringResult Value, string Title)> MonitoringResults =
        [(Follow.MonitoringResult.Pending, "Belum dilaksanakan"), (Follow.MonitoringResult.Good, "Baik, dipertahankan"), (Follow.MonitoringResult.Improve, "Perlu diperbaiki")];

    public static readonly Register<EvaluationCycle> Cycles = new()
    {
        Kind = "evaluation-cycles",
        Slug = CyclesSlug,
        Title = "Putaran evaluasi",
        One = "putaran evaluasi",
        Under = Home,
        Why = "Setiap evaluasi atau pemantauan SPBE berjalan dalam satu putaran dengan tanggal tiap tahapnya.",
        View = EvaluationPermissions.View,
        Edit = EvaluationPermissions.Cycles,
        Icon = "speedometer2",
        Adds = false,
        OrderedBy = "-year",
        TitleOf = item => (item.Purpose == CyclePurpose.Evaluation ? "Evaluasi SPBE " : "Pemantauan SPBE ") + item.Year + (item.Part == CyclePart.Whole ? "" : item.Part == CyclePart.FirstHalf ? " semester I" : " semester II"),
        Of =
        [
            Fields.Number<EvaluationCycle>("year", "Tahun", item => item.Year, EvaluationCycle.LeastYear, EvaluationCycle.MostYear, new() { Required = true, Listed = true, Fixed = true }),
            Fields.Choice<EvaluationCycle, CyclePurpose>("purpose", "Program", item => item.Purpose, CycleWords.Purposes, new() { Required = true, Listed = true, Fixed = true, Cite = "PermenPANRB 59/2020 Pasal 3" }),
            Fields.Choice<EvaluationCycle, CyclePart>("part", "Masa", item => item.Part, CycleWords.Parts, new() { Required = true, Fixed = true, CitedBy = "evaluation.cadence" }),
            Fields.Key<EvaluationCycle>("instrument", "Instrumen", item => item.Instrument, 40, Instruments, new() { Required = true, Listed = true, Fixed = true }),
            Fields.Date<EvaluationCycle>("opensOn", "Dibuka", item => item.OpensOn, new() { Required = true, Listed = true }),
            Fields.Date<EvaluationCycle>("answersUntil", "Jawaban paling lambat", item => item.AnswersUntil, new() { Required = true, Listed = true, Help = "Tenggat indikator yang sama dengan tanggal ini ikut bergeser." }),
            Fields.Date<EvaluationCycle>("assessedUntil", "Penilaian asesor paling lambat", item => item.AssessedUntil, new() { Required = true }),
            Fields.Date<EvaluationCycle>("validatedUntil", "Validasi paling lambat", item => item.ValidatedUntil, new() { Required = true }),
            Fields.Date<EvaluationCycle>("signedUntil", "Berita acara paling lambat", item => item.SignedUntil, new() { Required = true, Listed = true }),
            Fields.Date<EvaluationCycle>("closesOn", "Hasil asesor eksternal paling lambat", item => item.ClosesOn, new() { Required = true, Listed = true }),
            Fields.Text<EvaluationCycle>("target", "Target indeks", item => item.Target, 14, new() { Help = "Yang ingin dicapai pemerintah ini pada putaran ini, misalnya 2,60. Kosongkan bila tidak ada." }),
        ],
        More = [EvaluationCase.Section],
        Rules = (services, item, _) => Task.FromResult<IReadOnlyList<Refusal>>([.. CheckCycle(services, item)]),
        Saving = MoveDays,
    };

    public static readonly Register<Follow.Recommendation> Tasks = new()
    {
        Kind = "evaluation-recommendations",
        Slug = TasksSlug,
        Title = "Tindak lanjut evaluasi",
        One = "tindak lanjut",
        Under = Home,
        Why = "Rekomendasi hasil evaluasi dan pemantauan, masing-masing dengan penanggung jawab dan tenggat, sampai selesai.",
        View = EvaluationPermissions.View,
        Edit = EvaluationPermissions.Follow,
        Icon = "check2-square",
        OrderedBy = "dueOn",
        TitleOf = item => item.Text,
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Text<Follow.Recommendation>("text", "Rekomendasi", item => item.Text, Follow.Recommendation.TextLength, new() { Required = true, Listed = true, Searched = true }, longText: true),
            Fields.Reference<Follow.Recommendation>("cycle", "Putaran evaluasi", item => item.CycleId, "evaluation-cycles", new() { Listed = true, Filtered = true, Help = "Kosongkan bila berasal dari pemantauan perangkat daerah." }),
            Fields.Reference<Follow.Recommendation>("monitoring", "Pemantauan perangkat daerah", item => item.MonitoringId, "agency-monitorings"),
            Fields.Text<Follow.Recommendation>("indicator", "Nomor indikator", item => item.Indicator, 10, new() { Help = "Kosongkan bila menyangkut keseluruhan." }),
            Fields.Reference<Follow.Recommendation>("agency", "Penanggung jawab", item => item.AgencyId, "agencies", new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<Follow.Recommendation>("givenOn", "Diberikan", item => item.GivenOn, new() { Required = true }),
            Fields.Date<Follow.Recommendation>("dueOn", "Tenggat", item => item.DueOn, new() { Listed = true }),
            Fields.Reference<Follow.Recommendation>("activity", "Kegiatan Peta Rencana", item => item.ActivityId, "roadmap-activities", new() { Help = "Kegiatan yang mengerjakannya, bila ada." }),
            Fields.Date<Follow.Recommendation>("doneOn", "Selesai", item => item.DoneOn, new() { Listed = true, Help = "Rekomendasi putaran evaluasi dinyatakan selesai oleh asesor internal atau pengelola putaran, di luar perangkat daerah penanggung jawabnya." }),
            Fields.Text<Follow.Recommendation>("outcome", "Hasil tindak lanjut", item => item.Outcome, Follow.Recommendation.OutcomeLength, new() { Help = "Ditulis perangkat daerah penanggung jawab." }, longText: true),
            Fields.Text<Follow.Recommendation>("returnReason", "Kembalikan, belum cukup", item => item.ReturnReason, Follow.Recommendation.ReasonLength, new() { Help = "Ditulis asesor internal atau pengelola putaran bila hasilnya belum cukup: apa yang masih kurang. Perangkat daerah diberi tahu dan hasil yang ditulisnya tetap ada; kosong lagi sesudah hasilnya diubah." }, longText: true),
        ],
        Rules = CheckTask,
        Saving = (services, item, isNew, _) =>
        {
            // A new outcome answers the reason, and a closing leaves nothing wanting; the journal keeps both.
            var reported = Moved(services, item, nameof(item.Outcome));
            if (item.DoneOn is not null || (!isNew && reported && !Moved(services, item, nameof(item.ReturnReason))))
            {
                item.ReturnReason = null;
            }
            // Whoever it waits for now is reminded anew.
            if (Moved(services, item, nameof(item.DueOn), nameof(item.AgencyId)) || (item.CycleId is not null && (reported || Moved(services, item, nameof(item.ReturnReason), nameof(item.DoneOn)))))
            {
                item.RemindedOn = null;
            }
            Follow.TaskNotices.Tell(services, item, isNew);
            return Task.CompletedTask;
        },
    };

    public static readonly Register<Follow.EvaluationNote> Notes = new()
    {
        Kind = "evaluation-notes",
        Slug = NotesSlug,
        Title = "Catatan interviu dan visitasi",
        One = "catatan",
        Under = Home,
        Why = "Apa yang diterangkan dalam interviu dan dilihat dalam visitasi, agar nilai dapat dijelaskan kemudian.",
        View = EvaluationPermissions.View,
        Edit = EvaluationPermissions.Note,
        Icon = "chat-left-text",
        OrderedBy = "-heldOn",
        TitledBy = ["kind", "who"],
        Of =
        [
            Fields.Reference<Follow.EvaluationNote>("cycle", "Putaran evaluasi", item => item.CycleId, "evaluation-cycles", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<Follow.EvaluationNote, Follow.NoteKind>("kind", "Jenis", item => item.Kind, NoteKinds, new() { Required = true, Listed = true, Filtered = true, Cite = "PermenPANRB 59/2020" }),
            Fields.Text<Follow.EvaluationNote>("indicator", "Nomor indikator", item => item.Indicator, 10, new() { Listed = true, Help = "Kosongkan bila menyangkut beberapa indikator." }),
            Fields.Date<Follow.EvaluationNote>("heldOn", "Tanggal", item => item.HeldOn, new() { Required = true, Listed = true }),
            Fields.Text<Follow.EvaluationNote>("who", "Dengan siapa atau di mana", item => item.Who, 300, new() { Required = true, Listed = true, Searched = true }),
            Fields.Text<Follow.EvaluationNote>("text", "Catatan", item => item.Text, Follow.EvaluationNote.TextLength, new() { Required = true, Searched = true }, longText: true),
        ],
        Rules = async (services, item, cancel) =>
        {
            var refusals = new List<Refusal>();
            if (item.HeldOn > services.GetRequiredService<Today>().Date)
            {
                refusals.Add(Refusal.At("heldOn", "Interviu atau visitasi ini belum berlangsung. Catat sesudahnya."));
            }
            refusals.AddRange(await Known(services, item.CycleId, item.Indicator, cancel));
            return await Follow.NoteFiles.WhyUnchanging(services.GetRequiredService<PlatformDb>(), item.CycleId, cancel) is { } over ? [over] : refusals;
        },
        Saving = (services, item, _, _) =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            db.HoldTo((nameof(Follow.NoteFiles), item.Id), cancel => Follow.NoteFiles.WhyUnchanging(db, item.CycleId, cancel));
            return Task.CompletedTask;
        },
    };

    public static readonly Register<Follow.AgencyMonitoring> Monitorings = new()
    {
        Kind = "agency-monitorings",
        Slug = MonitoringsSlug,
        Title = "Pemantauan perangkat daerah",
        One = "pemantauan",
        Under = Home,
        Why = "Pemantauan dan evaluasi SPBE yang dilaksanakan perangkat daerah sendiri. Program menjadwalkannya menurut peraturan; hasilnya dicatat di sini.",
        View = EvaluationPermissions.View,
        Edit = EvaluationPermissions.Monitor,
        Icon = "clipboard-check",
        OrderedBy = "dueOn",
        TitledBy = ["agency", "periodUntil"],
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Reference<Follow.AgencyMonitoring>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Date<Follow.AgencyMonitoring>("periodFrom", "Masa yang dipantau mulai", item => item.PeriodFrom, new() { Required = true }),
            Fields.Date<Follow.AgencyMonitoring>("periodUntil", "Masa yang dipantau sampai", item => item.PeriodUntil, new() { Required = true, Listed = true }),
            Fields.Date<Follow.AgencyMonitoring>("dueOn", "Tenggat", item => item.DueOn, new() { Required = true, Listed = true }),
            Fields.Date<Follow.AgencyMonitoring>("heldOn", "Dilaksanakan", item => item.HeldOn, new() { Listed = true }),
            Fields.Choice<Follow.AgencyMonitoring, Follow.MonitoringResult>("result", "Hasil", item => item.Result, MonitoringResults, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Lines<Follow.AgencyMonitoring>("looked", "Yang dipantau", item => item.Looked, 30, Follow.AgencyMonitoring.LineLength, new() { Help = "Satu per baris: aplikasi, layanan, data, keamanan, manajemen." }),
            Fields.Text<Follow.AgencyMonitoring>("findings", "Temuan", item => item.Findings, Follow.AgencyMonitoring.TextLength, new() { Searched = true, Help = "Tindak lanjutnya dicatat tersendiri, dengan tenggat." }, longText: true),
        ],
        Rules = (services, item, _) => Task.FromResult<IReadOnlyList<Refusal>>([.. CheckMonitoring(services.GetRequiredService<Today>().Date, item)]),
        Saving = (services, item, _, cancel) =>
        {
            item.RemindedOn = Moved(services, item, nameof(item.DueOn)) ? null : item.RemindedOn;
            return item.HeldOn is null ? Task.CompletedTask : Follow.Schedule.PlanNext(services, item, cancel);
        },
    };

    public static readonly Register<Follow.PublishedFigure> Published = new()
    {
        Kind = "published-figures",
        Slug = PublishedSlug,
        Title = "Angka pembanding",
        One = "angka pembanding",
        Under = new RegisterParent(EvaluationAddress.History, "Riwayat dan pembanding"),
        Why = "Indeks pemerintah daerah lain yang sudah diumumkan, untuk dibandingkan dengan indeks sendiri. Banyak sekaligus? Unggah dari Excel atau CSV.",
        View = EvaluationPermissions.View,
        Edit = EvaluationPermissions.Cycles,
        Icon = "bar-chart-line",
        OrderedBy = "-year",
        TitleOf = item => item.Government + " " + item.Year,
        HasFiles = false,
        Of =
        [
            Fields.Text<Follow.PublishedFigure>("government", "Pemerintah daerah", item => item.Government, Follow.PublishedFigure.NameLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Number<Follow.PublishedFigure>("year", "Tahun", item => item.Year, EvaluationCycle.LeastYear, EvaluationCycle.MostYear, new() { Required = true, Listed = true }),
            Fields.Key<Follow.PublishedFigure>("instrument", "Instrumen", item => item.Instrument, 40, Instruments, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<Follow.PublishedFigure>("index", "Indeks", item => item.Index, 20, new() { Required = true, Listed = true, Help = "Seperti diumumkan, misalnya 2,87." }),
            Fields.Text<Follow.PublishedFigure>("source", "Sumber", item => item.Source, 500, new() { Help = "Keputusan, pengumuman, atau alamat laman." }),
        ],
        Rules = async (services, item, cancel) =>
        {
            var refusals = new List<Refusal>();
            var scale = services.GetRequiredService<NationalData>().Instrument(item.Instrument)?.Scale;
            var index = CycleWords.Typed(item.Index);
            if (scale is not null && (index is null || index < scale.Min || index > scale.Max))
            {
                refusals.Add(Refusal.At("index", $"Isi indeks antara {scale.Min} dan {scale.Max}, misalnya 2,87."));
            }
            if (await services.GetRequiredService<Follow.PublishedTwice>().Taken(item, cancel) is { } taken)
            {
                refusals.Add(taken);
            }
            return refusals;
        },
        Saving = (services, item, _, _) =>
        {
            item.Index = CycleWords.Typed(item.Index) is { } index ? CycleWords.Figure(index) : item.Index;
            services.GetRequiredService<PlatformDb>().HoldTo(nameof(Follow.PublishedTwice), services.GetRequiredService<Follow.PublishedTwice>().AnyTaken);
            return Task.CompletedTask;
        },
    };

    public static IReadOnlyList<FieldChoice> Instruments(IServiceProvider services) =>
        [.. services.GetRequiredService<NationalData>().Instruments.Select(one => new FieldChoice(one.Id, $"{one.IndexName} ({one.Regulation})"))];

    /// <summary>The days of a cycle's stages, by field and property; the last is open until the cycle is closed.</summary>
    private static readonly IReadOnlyList<(string Field, string Property)> Days =
    [
        ("opensOn", nameof(EvaluationCycle.OpensOn)), ("answersUntil", nameof(EvaluationCycle.AnswersUntil)), ("assessedUntil", nameof(EvaluationCycle.AssessedUntil)),
        ("validatedUntil", nameof(EvaluationCycle.ValidatedUntil)), ("signedUntil", nameof(EvaluationCycle.SignedUntil)), ("closesOn", nameof(EvaluationCycle.ClosesOn)),
    ];

    /// <summary>What a recommendation of a cycle was given with, by field and property.</summary>
    private static readonly IReadOnlyList<(string Field, string Property)> Given =
    [
        ("text", nameof(Follow.Recommendation.Text)), ("cycle", nameof(Follow.Recommendation.CycleId)), ("monitoring", nameof(Follow.Recommendation.MonitoringId)), ("indicator", nameof(Follow.Recommendation.Indicator)),
        ("agency", nameof(Follow.Recommendation.AgencyId)), ("givenOn", nameof(Follow.Recommendation.GivenOn)), ("dueOn", nameof(Follow.Recommendation.DueOn)),
    ];

    /// <summary>Whether one of these is another one than is stored.</summary>
    private static bool Moved<T>(IServiceProvider services, T item, params IEnumerable<string> properties)
        where T : class
    {
        var entry = services.GetRequiredService<PlatformDb>().Entry(item);
        return properties.Any(name => !Equals(entry.Property(name).OriginalValue, entry.Property(name).CurrentValue));
    }

    private static IEnumerable<Refusal> CheckCycle(IServiceProvider services, EvaluationCycle item)
    {
        if (item.State == CycleState.Closed)
        {
            yield return Refusal.Whole("Putaran ini sudah selesai, jadi tanggal dan targetnya tidak berubah lagi.");
            yield break;
        }
        if (item.State == CycleState.SignedOff)
        {
            foreach (var (field, _) in Days.SkipLast(1).Where(day => Moved(services, item, day.Property)))
            {
                yield return Refusal.At(field, "Berita acara sudah ditandatangani, jadi tanggal tahap yang sudah lewat ini tidak berubah lagi.");
            }
        }
        foreach (var refusal in CycleOpening.Dates(item).Concat(CycleOpening.OfTarget(item, services.GetRequiredService<NationalData>().Instrument(item.Instrument))))
        {
            yield return refusal with { Field = char.ToLowerInvariant(refusal.Field[0]) + refusal.Field[1..] };
        }
    }

    /// <summary>What hangs on a cycle's days goes with them: indicators that have the common day of the answers get the new one and their agencies are told, and whoever was reminded of a day is reminded of the new one.</summary>
    private static async Task MoveDays(IServiceProvider services, EvaluationCycle item, bool isNew, CancellationToken cancel)
    {
        if (isNew || !Moved(services, item, Days.Select(day => day.Property)))
        {
            return;
        }
        var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Platform.Journal.Journal>());
        item.RemindedOn = null;
        var before = db.Entry(item).Property(cycle => cycle.AnswersUntil).OriginalValue;
        var moved = before == item.AnswersUntil ? [] : await db.Set<CycleIndicator>().Where(one => one.CycleId == item.Id && one.DueOn == before).ToListAsync(cancel);
        foreach (var indicator in moved)
        {
            (indicator.DueOn, indicator.RemindedOn) = (item.AnswersUntil, null);
            journal.Record("evaluation-indicators.changed", indicator);
        }
        // Who has submitted waits for nothing of that day.
        var notices = services.GetRequiredService<NoticeBoard>();
        foreach (var agency in moved.Where(one => one.AgencyId is not null && one.State is IndicatorState.Answering or IndicatorState.Returned).GroupBy(one => one.AgencyId))
        {
            notices.Tell(Recipient.HoldersOf("agency", agency.Key), "evaluation.delegated", $"Tenggat {Indonesian.Number(agency.Count())} indikator {item.Title} yang dijawab perangkat daerah Anda menjadi {Indonesian.Date(item.AnswersUntil)}.", $"{EvaluationAddress.List(item.Id)}?agency={agency.Key}");
        }
    }

    /// <summary>That an indicator's number is one of the cycle's, written as there: what is written otherwise would stand beside no indicator.</summary>
    private static async Task<IReadOnlyList<Refusal>> Known(IServiceProvider services, Guid? cycle, string? indicator, CancellationToken cancel)
    {
        if (indicator is null || cycle is null)
        {
            return [];
        }
        return await services.GetRequiredService<PlatformDb>().Set<CycleIndicator>().AsNoTracking().AnyAsync(item => item.CycleId == cycle && item.Key == indicator, cancel) ? []
            : [Refusal.At("indicator", $"Tidak ada indikator nomor “{indicator}” dalam putaran ini. Tulis nomornya seperti pada daftar indikator, misalnya 12.")];
    }

    private static async Task<IReadOnlyList<Refusal>> CheckTask(IServiceProvider services, Follow.Recommendation item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.DueOn < item.GivenOn)
        {
            refusals.Add(Refusal.At("dueOn", "Tenggat mendahului tanggal pemberiannya."));
        }
        if (item.DoneOn > services.GetRequiredService<Today>().Date)
        {
            refusals.Add(Refusal.At("doneOn", "Isi tanggal selesai sesudah selesai."));
        }
        if (item.DoneOn is not null && string.IsNullOrWhiteSpace(item.Outcome))
        {
            refusals.Add(Refusal.At("outcome", "Tulis apa hasilnya."));
        }
        refusals.AddRange(CheckOfCycle(services, item));
        refusals.AddRange(await Known(services, item.CycleId, item.Indicator, cancel));
        return refusals;
    }

    /// <summary>
    /// A recommendation of a cycle says what its manager wrote, and is changed, sent back and closed outside the agency that it is addressed to (decision 0249); the agency says what came of it.
    /// What an agency's own monitoring found is its own.
    /// </summary>
    private static IEnumerable<Refusal> CheckOfCycle(IServiceProvider services, Follow.Recommendation item)
    {
        var (entry, acting) = (services.GetRequiredService<PlatformDb>().Entry(item), services.GetRequiredService<Acting>());
        var actor = acting.Actor;
        var isNew = entry.State == EntityState.Detached;
        var (cycle, agency, done) = isNew ? (item.CycleId, item.AgencyId, (DateOnly?)null) : (entry.Property(one => one.CycleId).OriginalValue ?? item.CycleId, entry.Property(one => one.AgencyId).OriginalValue, entry.Property(one => one.DoneOn).OriginalValue);
        if (cycle is null)
        {
            if (item.ReturnReason is not null)
            {
                yield return Refusal.At("returnReason", "Tindak lanjut dari pemantauan perangkat daerah sendiri tidak dikembalikan. Kosongkan isian ini.");
            }
            yield break;
        }
        var isOwn = !isNew && acting.AnswersFor(agency);
        if (isNew && item.ReturnReason is not null)
        {
            yield return Refusal.At("returnReason", "Belum ada hasil yang dapat dikembalikan. Kosongkan isian ini.");
        }
        if (isOwn && actor.MayEverywhere(EvaluationPermissions.Cycles))
        {
            // Or whoever manages cycles would take their own agency's out of the cycle or to another agency, and close it there.
            foreach (var (field, _) in Given.Where(one => Moved(services, item, one.Property)))
            {
                yield return Refusal.At(field, "Rekomendasi ini ditujukan kepada perangkat daerah Anda sendiri, jadi tidak Anda ubah. Kembalikan isian ini, lalu tulis hasilnya pada Hasil tindak lanjut; bila keliru, tulis di sana mengapa.");
            }
        }
        if (!actor.MayEverywhere(EvaluationPermissions.Cycles))
        {
            if (isNew)
            {
                yield return Refusal.At("cycle", "Rekomendasi putaran evaluasi dicatat oleh pengelola putaran. Kosongkan putarannya bila tindak lanjut ini berasal dari pemantauan perangkat daerah Anda sendiri.");
                yield break;
            }
            foreach (var (field, _) in Given.Where(one => Moved(services, item, one.Property)))
            {
                yield return Refusal.At(field, "Isi rekomendasi putaran evaluasi hanya diubah pengelola putaran. Kembalikan isian ini, lalu tulis hasilnya pada Hasil tindak lanjut.");
            }
        }
        var returned = !isNew && Moved(services, item, nameof(item.ReturnReason));
        if (returned && item.ReturnReason is not null)
        {
            if (item.Outcome is null)
            {
                yield return Refusal.At("returnReason", "Belum ada hasil yang dapat dikembalikan: perangkat daerahnya belum menulis apa pun.");
            }
            else if (Moved(services, item, nameof(item.Outcome)))
            {
                yield return Refusal.At("outcome", "Hasil yang dikembalikan tetap seperti ditulis perangkat daerahnya. Kembalikan isian ini.");
            }
            if (item.DoneOn is not null)
            {
                yield return Refusal.At("doneOn", "Yang dikembalikan belum selesai. Kosongkan tanggal selesainya, atau kosongkan alasan pengembaliannya.");
            }
        }
        if (isNew ? item.DoneOn is null : !returned && !Moved(services, item, nameof(item.DoneOn)) && (done is null || !Moved(services, item, nameof(item.Outcome))))
        {
            yield break;
        }
        var at = returned && !Moved(services, item, nameof(item.DoneOn)) ? "returnReason" : "doneOn";
        if (!actor.May(EvaluationPermissions.Assess) && !actor.MayEverywhere(EvaluationPermissions.Cycles))
        {
            if (returned)
            {
                yield return Refusal.At("returnReason", "Hasil tindak lanjut dikembalikan oleh asesor internal atau pengelola putaran. Kembalikan isian ini, lalu ubah hasilnya pada Hasil tindak lanjut.");
                yield break;
            }
            yield return Refusal.At(done is null ? "doneOn" : "outcome", done is null
                ? "Rekomendasi putaran evaluasi dinyatakan selesai oleh asesor internal atau pengelola putaran. Tulis hasilnya pada Hasil tindak lanjut; mereka diberi tahu."
                : "Tindak lanjut ini sudah dinyatakan selesai, jadi hasilnya tidak berubah lagi. Minta asesor internal atau pengelola putaran membukanya lagi.");
        }
        else if (isOwn || acting.AnswersFor(item.AgencyId))
        {
            yield return Refusal.At(at, "Tindak lanjut perangkat daerah Anda sendiri dinyatakan selesai atau dikembalikan oleh asesor internal atau pengelola putaran dari perangkat daerah lain.");
        }
    }

    private static IEnumerable<Refusal> CheckMonitoring(DateOnly today, Follow.AgencyMonitoring item)
    {
        if (item.PeriodUntil < item.PeriodFrom)
        {
            yield return Refusal.At("periodUntil", "Akhir masa mendahului awalnya.");
        }
        if (item.HeldOn > today)
        {
            yield return Refusal.At("heldOn", "Pemantauan ini belum dilaksanakan. Isi tanggalnya sesudah dilaksanakan.");
        }
        if (item.HeldOn is null != (item.Result == Follow.MonitoringResult.Pending))
        {
            yield return Refusal.At(item.HeldOn is null ? "heldOn" : "result", "Isi tanggal pelaksanaan beserta hasilnya.");
        }
        if (item.HeldOn is not null && item.Looked.Count == 0)
        {
            yield return Refusal.At("looked", "Tulis apa yang dipantau, satu per baris.");
        }
        if (item.Result == Follow.MonitoringResult.Improve && string.IsNullOrWhiteSpace(item.Findings))
        {
            yield return Refusal.At("findings", "Tulis apa yang perlu diperbaiki.");
        }
    }
}
