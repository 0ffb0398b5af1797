using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Members, their keys and certificates, the case of connecting them: what this part of the module brings.</summary>
internal static class MemberParts
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(provider => MemberRegister.Declare(provider.GetRequiredService<Sealer>()));
        services.AddSingleton<Register>(FitnessRegisters.Opinions);
        services.AddSingleton<Register>(FitnessRegisters.Tests);
        services.AddSingleton<Register>(FitnessRegisters.Interconnections);
        services.AddSingleton<Register>(FitnessRegisters.DirectInterfaces);
        services.AddScoped<HubTrust>();
        services.AddScoped<MemberWork>();
        services.AddScoped<FitnessRecords>();
        services.AddScoped<ICaseProcedure, ConnectionCase>();
        services.AddScoped<ICaseProcedure, LinkCase>();
        services.AddSingleton(new RecordWords(MemberRegister.Kind, "anggota penghubung", new Dictionary<string, string> { ["caseNumber"] = "Nomor urusan", ["stateReason"] = "Alasan keadaan", ["proposedBy"] = "" }));
        services.AddSingleton(new RecordWords("bus-keys", "kunci anggota", new Dictionary<string, string>
        {
            ["memberId"] = "Anggota", ["keyId"] = "Nomor kunci", ["spki"] = "Kunci publik", ["uses"] = "Dipakai untuk", ["revokedAt"] = "Dicabut pada", ["revokeReason"] = "Alasan pencabutan", ["held"] = "", ["reminded"] = "Pengingat (hari sebelumnya)",
        }));
        services.AddSingleton(new RecordWords("bus-certificates", "sertifikat anggota", new Dictionary<string, string>
        {
            ["memberId"] = "Anggota", ["sha256"] = "SHA-256", ["subject"] = "Nama", ["issuer"] = "Penerbit", ["origin"] = "Asal", ["pem"] = "", ["revokedAt"] = "Dicabut pada", ["revokeReason"] = "Alasan pencabutan",
            ["reminded"] = "Pengingat (hari sebelumnya)",
        }, new Dictionary<string, string> { ["Own"] = "Penghubung ini", ["Outside"] = "Penerbit lain" }));
        services.AddSingleton(new RecordWords("bus-hub-keys", "kunci penghubung", new Dictionary<string, string>
        {
            ["purpose"] = "Kegunaan", ["keyId"] = "Nomor kunci", ["spki"] = "Kunci publik", ["private"] = "", ["certificate"] = "Sertifikat",
        }, new Dictionary<string, string> { ["Hub"] = "Menandatangani cuplikan dan pengesahan", ["Authority"] = "Menerbitkan sertifikat" }));
        services.AddSingleton(new RecordWords("bus-opinions", "pertimbangan kelaikan", new Dictionary<string, string> { ["caseNumber"] = "Nomor urusan", ["heldAs"] = ServiceSecrecy.Label }, ServiceSecrecy.Levels));
        services.AddSingleton(new RecordWords("bus-conformance-tests", "uji kesesuaian", new Dictionary<string, string> { ["caseNumber"] = "Nomor urusan", ["heldAs"] = ServiceSecrecy.Label }, ServiceSecrecy.Levels));
        services.AddSingleton(new RecordWords("bus-interconnections", "keterhubungan", new Dictionary<string, string> { ["caseNumber"] = "Nomor urusan" }));
        services.AddSingleton(new RecordWords("direct-interfaces", "antarmuka langsung", new Dictionary<string, string> { ["caseNumber"] = "Nomor urusan" }));
    }

    public static void Map(IEndpointRouteBuilder routes) => CertificateFiles.Map(routes);
}
