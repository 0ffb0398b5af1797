using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;

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
        // As CycleWords.TitleOf, which no query can ask for.
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
        Rules = (services, item, _) => Task.FromResult<IReadOnlyList<Refusal>>([.. CycleRules.Check(services, item)]),
        Saving = CycleRules.MoveDays,
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
        Rules = Follow.RecommendationRules.Check,
        Saving = (services, item, isNew, _) =>
        {
            Follow.RecommendationRules.Save(services, item, isNew);
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
        Rules = Follow.NoteRules.Check,
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
        Rules = (services, item, _) => Task.FromResult<IReadOnlyList<Refusal>>([.. Follow.MonitoringRules.Check(services.GetRequiredService<Today>().Date, item)]),
        Saving = (services, item, _, cancel) =>
        {
            item.RemindedOn = Stored.Differs(services, item, nameof(item.DueOn)) ? null : item.RemindedOn;
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
        Rules = Follow.PublishedRules.Check,
        Saving = (services, item, _, _) =>
        {
            item.Index = CycleWords.Typed(item.Index) is { } index ? CycleWords.Figure(index) : item.Index;
            services.GetRequiredService<PlatformDb>().HoldTo(nameof(Follow.PublishedTwice), services.GetRequiredService<Follow.PublishedTwice>().AnyTaken);
            return Task.CompletedTask;
        },
    };

    public static IReadOnlyList<FieldChoice> Instruments(IServiceProvider services) =>
        [.. services.GetRequiredService<NationalData>().Instruments.Select(one => new FieldChoice(one.Id, $"{one.IndexName} ({one.Regulation})"))];
}
