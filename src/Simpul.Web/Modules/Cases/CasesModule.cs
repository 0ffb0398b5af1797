using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Cases;

/// <summary>Where people work on cases, and what the kits of the platform show on screen: notices, files, days off, scheduled work.</summary>
public sealed class CasesModule : IModule
{
    public const string ManageJobs = "platform.jobs";

    public string Name => "Cases";

    public string Title => "Tugas";

    public IReadOnlyList<RailLink> Rail =>
    [
        new("Tugas", "Tugas saya", "/kerja/tugas", "list-task", CaseRules.Work),
        new("Tugas", "Urusan", "/kerja/urusan", "folder", CaseRules.View),
        new("Pengaturan", "Pekerjaan terjadwal", "/kerja/pekerjaan-terjadwal", "clock-history", ManageJobs),
    ];

    public IReadOnlyList<Permission> Permissions =>
    [
        new(CaseRules.View, "Melihat urusan",
        [
            .. Grants(Reach.Government, Role.Administrator, Role.IctAgency, Role.Leader, Role.Legal, Role.Assessor, Role.Auditor),
            .. Grants(Reach.OwnAgency, Role.Operator, Role.AgencyHead),
        ]),
        new(CaseRules.Work, "Membuka, mengerjakan, dan memutuskan urusan", Grants(Reach.OwnAgency, Role.IctAgency, Role.Leader, Role.Legal, Role.Assessor, Role.Operator, Role.AgencyHead)),
        new(HolidayRegister.View, "Melihat hari libur dan cuti bersama", [.. Role.All.Select(role => new Grant(role.Key, Reach.Government))]),
        new(HolidayRegister.Edit, "Mengatur hari libur dan cuti bersama", new Grant(Role.Administrator, Reach.Government), new Grant(Role.IctAgency, Reach.Government)),
        new(ManageJobs, "Melihat dan menjalankan pekerjaan terjadwal", new Grant(Role.Administrator, Reach.Government)),
    ];

    public void AddServices(IServiceCollection services)
    {
        foreach (var words in CaseWords.All)
        {
            services.AddSingleton(words);
        }
        services.AddSingleton<Register>(HolidayRegister.Declare());
        services.AddSingleton(FileCheck.Job);
        services.AddCases();
        services.AddScoped<CasePageLoader>();
        services.AddScoped<IHomeSection, TaskSection>();
    }

    public void Map(IEndpointRouteBuilder routes) => CaseApi.Map(routes);

    private static Grant[] Grants(Reach reach, params string[] roles) => [.. roles.Select(role => new Grant(role, reach))];
}
