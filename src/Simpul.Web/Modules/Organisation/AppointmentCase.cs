using Simpul.Web.Data;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>
/// Appointment by decree: to an office, to an assignment for SPBE, or to a seat of a team. When it is enacted the decree is registered and the
/// record made; the register's own rules are asked when the case is opened and once more when it is enacted.
/// </summary>
internal sealed class AppointmentCase(PlatformDb db, IServiceProvider services) : ICaseProcedure
{
    private const string ToOffice = "office";
    private const string ToDuty = "official";
    private const string ToSeat = "seat";

    public string Procedure => "appointment";

    public IReadOnlyList<CaseField> Fields { get; } =
    [
        new("to", "Ditunjuk sebagai", FieldKind.Choice) { Choices = _ => [new(ToOffice, "Pemegang jabatan"), new(ToDuty, "Pejabat atau pengelola SPBE"), new(ToSeat, "Anggota tim")] },
        new("person", "Pegawai", FieldKind.Reference) { Refers = "people", Required = false, Help = "Kosongkan bila kursi tim dipegang oleh jabatan." },
        new("office", "Jabatan", FieldKind.Reference) { Refers = "offices", Required = false, Help = "Jabatan yang akan dipegang, atau jabatan yang memegang kursi tim." },
        new("capacity", "Cara menjabat", FieldKind.Choice) { Required = false, Choices = _ => [.. Words.AppointmentKinds.Select(kind => new FieldChoice(kind.Item1.ToString(), kind.Item2))], Help = "Untuk pemegang jabatan; bila kosong, definitif." },
        new("duty", "Tugas SPBE", FieldKind.Choice) { Required = false, Choices = _ => [.. Words.OfficialKinds.Select(kind => new FieldChoice(kind.Item1.ToString(), kind.Item2))], Help = "Untuk pejabat atau pengelola SPBE." },
        new("agency", "Perangkat daerah tempat tugas", FieldKind.Reference) { Refers = "agencies", Required = false, Help = "Kosongkan bila bertugas untuk seluruh pemerintah daerah." },
        new("seat", "Kursi tim", FieldKind.Choice) { Required = false, Choices = ProfileChoices.Seats, Help = "Untuk anggota tim." },
        new("from", "Mulai", FieldKind.Date),
        new("until", "Hari terakhir", FieldKind.Date) { Required = false, Help = "Kosongkan bila tidak dibatasi." },
    ];

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) => DecreeFields.Enacts(procedure, step) ? DecreeFields.All : [];

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        var missing = Missing(data).ToList();
        return missing.Count > 0 ? missing : await Against(data, cancel);
    }

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel) =>
        turn.Forward && DecreeFields.Enacts(turn.Procedure, turn.Step)
            // What was proposed is not asked again here, so what stands against it now is said of the whole.
            ? [.. (await Against(turn.Data, cancel)).Select(refusal => Refusal.Whole($"Usulan tidak lagi dapat ditetapkan: {refusal.Message}"))]
            : [];

    public async Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward || !DecreeFields.Enacts(turn.Procedure, turn.Step))
        {
            return;
        }
        var decree = await DecreeFields.Register(services, turn, About(turn.Data), cancel);
        switch (turn.Data.Text("to"))
        {
            case ToOffice:
                var appointment = Appointment(turn.Data);
                appointment.DecreeId = decree.Id;
                await Make(turn, appointment, AppointmentRegister.Declared, cancel);
                break;
            case ToDuty:
                var official = Official(turn.Data);
                official.DecreeId = decree.Id;
                await Make(turn, official, OfficialRegister.Declared, cancel);
                break;
            default:
                var seat = Seat(turn.Data);
                seat.DecreeId = decree.Id;
                await Make(turn, seat, SeatRegister.Declared, cancel);
                break;
        }
    }

    public Task<bool> MayWithdraw(Case item, CancellationToken cancel) => Task.FromResult(!CaseForm.Stored(item).ContainsKey("decreeNumber"));

    private async Task Make<T>(CaseTurn turn, T record, Register<T> register, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        db.Add(record);
        (turn.Item.SubjectKind, turn.Item.SubjectId) = (register.Kind, record.Id);
        await register.Keep(services, record, isNew: true, cancel, $"{turn.Item.Number}: {turn.Outcome.Label}");
    }

    private static IEnumerable<Refusal> Missing(CaseData data)
    {
        var (to, person, office) = (data.Text("to"), data.Id("person"), data.Id("office"));
        if (to != ToSeat && person is null)
        {
            yield return Refusal.At("person", "Pilih pegawai yang akan ditunjuk.");
        }
        if (to == ToOffice && office is null)
        {
            yield return Refusal.At("office", "Pilih jabatan yang akan dipegang.");
        }
        if (to == ToDuty && data.Text("duty") is null)
        {
            yield return Refusal.At("duty", "Pilih tugas SPBE yang akan diberikan.");
        }
        if (to == ToSeat && data.Text("seat") is null)
        {
            yield return Refusal.At("seat", "Pilih kursi tim yang akan diisi.");
        }
    }

    /// <summary>What the register says against the record, at the fields of the case's own form.</summary>
    private async Task<IReadOnlyList<Refusal>> Against(CaseData data, CancellationToken cancel) => data.Text("to") switch
    {
        ToOffice => await AppointmentRegister.Declared.Rules!(services, Appointment(data), cancel),
        ToDuty => await OfficialRegister.Declared.Rules!(services, Official(data), cancel),
        _ => await SeatRegister.Declared.Rules!(services, Seat(data), cancel),
    };

    private static Appointment Appointment(CaseData data) => new()
    {
        PersonId = data.Id("person")!.Value,
        OfficeId = data.Id("office")!.Value,
        Kind = Enum.TryParse<AppointmentKind>(data.Text("capacity"), out var capacity) ? capacity : AppointmentKind.Definitive,
        From = data.Date("from")!.Value,
        Until = data.Date("until"),
    };

    private static Official Official(CaseData data) => new()
    {
        PersonId = data.Id("person")!.Value,
        Kind = Enum.Parse<OfficialKind>(data.Text("duty")!),
        AgencyId = data.Id("agency"),
        From = data.Date("from")!.Value,
        Until = data.Date("until"),
    };

    private static SeatHolder Seat(CaseData data) => new()
    {
        Seat = data.Text("seat")!,
        PersonId = data.Id("person"),
        OfficeId = data.Id("office"),
        From = data.Date("from")!.Value,
        Until = data.Date("until"),
    };

    private static IReadOnlyList<string> About(CaseData data) => data.Text("to") switch
    {
        ToDuty => [Words.Code(Enum.Parse<OfficialKind>(data.Text("duty")!))],
        ToSeat => [Seat(data).Team],
        _ => [],
    };
}
