BeforeAll {
    Import-TestModule
    # Nobody waits between two looks at a deployment; 120 seconds are what a request is allowed.
    Import-TestClock
    Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(120)))

    # What an administrator does where the org gives secrets out by REST: see the help's last example.
    function Get-AppSecret($Admin, [string] $Name) {
        $app = (Invoke-SfRest apps/oauth/usage -Session $Admin).apps | Where-Object developerName -EQ $Name
        $consumer = (Invoke-SfRest "apps/oauth/credentials/$($app.identifier)" -Session $Admin).consumers[0]
        $pair = Invoke-SfRest "$($consumer.url)?part=keyandsecret" -Session $Admin
        [pscredential]::new($pair.key, (ConvertTo-SecureString $pair.secret -AsPlainText -Force))
    }

    function Get-Write($Org) { @(Get-OrgRequest $Org | Where-Object { $_.method -ne 'GET' -and $_.path -notlike '*/token' }) }

    $sap = @{ System = 'SAP'; ContactEmail = 'it@acme.example'; Username = 'sap@acme.example' }
}

AfterAll { Set-TestClock }

Describe 'New-SfIntegrationSetup in an empty org' {
    BeforeAll {
        $org = Start-TestOrg -Seed empty
        $admin = Connect-TestOrg $org @{ Name = 'admin' }
    }

    AfterAll { Stop-TestOrg $org }

    It 'says with -WhatIf what it would do, and sends and writes nothing' {
        Clear-OrgRequest $org
        $folder = Join-Path $TestDrive whatif

        New-SfIntegrationSetup @sap -Session $admin -OutputDirectory $folder -WhatIf | Should -BeNullOrEmpty

        Get-OrgRequest $org | Should -BeNullOrEmpty
        Test-Path $folder | Should -BeFalse
    }

    It 'goes the whole way: setup, secret, connect, query' {
        $made = New-SfIntegrationSetup @sap -Session $admin -ObjectPermission @{ Account = 'Edit'; Contact = 'Create', 'Delete' }

        $made | Should -BeOfType [SalesforceCC.SfSetupItem]
        $made.Kind | Should -Be 'User', 'PermissionSetLicenseAssign', 'PermissionSet', 'ExternalClientApplication', 'PermissionSetAssignment', 'ConsumerKeyAndSecret'
        $made.Status | Should -Be 'Created', 'Created', 'Created', 'Created', 'Created', 'ByHand'
        $made.Where({ $_.Kind -in 'User', 'PermissionSet', 'PermissionSetAssignment' }).Id | ForEach-Object { $_ | Should -Match '^0\w{17}$' }
        $made[-1].Detail | Should -BeLike 'Setup, External Client App Manager, SAP Integration, *'

        $session = Connect-SfClientCredentials $org.url -Credential (Get-AppSecret $admin SAP_Integration) -Name sap -NoDefault
        $session.Scope | Should -Be 'api'
        $session.UserId | Should -Be $made[0].Id
        $me = Get-SfIdentity -Session $session
        $me.Username | Should -Be 'sap@acme.example'
        $me.DisplayName | Should -Be 'SAP Integration'
        $me.Profile | Should -Be 'Minimum Access - API Only Integrations'
        $me.License | Should -Be 'Salesforce Integration'
        @(Invoke-SfQuery 'SELECT Name FROM Organization' -Session $session) | Should -HaveCount 1

        $rights = Invoke-SfQuery 'SELECT SobjectType, PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete FROM ObjectPermissions ORDER BY SobjectType' -Session $admin
        $rights[0].PermissionsRead, $rights[0].PermissionsCreate, $rights[0].PermissionsEdit, $rights[0].PermissionsDelete | Should -Be $true, $false, $true, $false
        $rights[1].PermissionsRead, $rights[1].PermissionsCreate, $rights[1].PermissionsEdit, $rights[1].PermissionsDelete | Should -Be $true, $true, $true, $true
    }

    It 'is healthy in the eyes of the doctor' {
        if (-not (Get-Command Test-SfClientCredentials -Module SalesforceCC -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'Test-SfClientCredentials is not there yet'; return }
        $steps = Test-SfClientCredentials -Domain $org.url -Credential (Get-AppSecret $admin SAP_Integration)
        $steps.Status | Should -Not -Contain 'Fail' -Because ($steps | Where-Object Status -EQ 'Fail' | Out-String)
        $steps.Status | Should -Contain 'Pass'
    }

    It 'finds at the second run what the first has made, and writes nothing' {
        $before = (Get-AppSecret $admin SAP_Integration).UserName
        Clear-OrgRequest $org

        $found = New-SfIntegrationSetup @sap -Session $admin

        $found.Where({ $_.Status -ne 'ByHand' }).Status | Select-Object -Unique | Should -Be 'Found'
        $found | Should -HaveCount 7
        Get-Write $org | Should -BeNullOrEmpty
        (Get-AppSecret $admin SAP_Integration).UserName | Should -Be $before
    }

    It 'deploys over it with -Force, and the app keeps its key and secret' {
        $before = (Get-AppSecret $admin SAP_Integration).GetNetworkCredential()

        $made = New-SfIntegrationSetup @sap -Session $admin -Force

        $made.Where({ $_.Kind -in 'PermissionSet', 'ExternalClientApplication' }).Status | Should -Be 'Updated', 'Updated'
        $after = (Get-AppSecret $admin SAP_Integration).GetNetworkCredential()
        $after.UserName | Should -Be $before.UserName
        $after.Password | Should -Be $before.Password
        Invoke-SfQuery 'SELECT Id FROM ObjectPermissions' -Session $admin | Should -BeNullOrEmpty
    }

    It 'makes a connected app, for orgs that still have them' {
        $made = New-SfIntegrationSetup 'Old Shop' it@acme.example -Session $admin -AppType ConnectedApp

        $made.Where({ $_.Status -eq 'Created' }).Kind | Should -Be 'User', 'PermissionSetLicenseAssign', 'PermissionSet', 'ConnectedApp', 'PermissionSetAssignment'
        $made[0].Name | Should -Be 'old.shop.integration@127.0.0.1'
        # Of connected apps only Setup itself tells key and secret.
        $app = Invoke-OrgKnob $org apps | ForEach-Object { $_ } | Where-Object developerName -EQ 'Old_Shop_Integration'
        $session = Connect-SfClientCredentials $org.url -ClientId $app.consumerKey -ClientSecret (ConvertTo-SecureString $app.consumerSecret -AsPlainText -Force) -Name shop -NoDefault
        (Get-SfIdentity -Session $session).Username | Should -Be 'old.shop.integration@127.0.0.1'
        (New-SfIntegrationSetup 'Old Shop' it@acme.example -Session $admin -AppType ConnectedApp).Where({ $_.Kind -eq 'ConnectedApp' }).Status | Should -Be 'Found'
    }

    It 'takes systems from the pipeline, and uses a permission set that is there' {
        $null = Invoke-SfRest sobjects/PermissionSet -Method POST -Body @{ Name = 'Shared'; Label = 'Shared'; PermissionsApiEnabled = $true } -Session $admin
        $rows = 'System,Username', 'One,one@acme.example', 'Two,two@acme.example' | ConvertFrom-Csv

        $made = $rows | New-SfIntegrationSetup -ContactEmail it@acme.example -PermissionSetName Shared -Session $admin

        $made.Where({ $_.Kind -eq 'PermissionSet' }).Status | Should -Be 'Found', 'Found'
        $made.Where({ $_.Kind -eq 'ExternalClientApplication' }).Name | Should -Be 'One_Integration', 'Two_Integration'
        (Connect-SfClientCredentials $org.url -Credential (Get-AppSecret $admin Two_Integration) -Name two -NoDefault).UserId | Should -Be $made.Where({ $_.Name -eq 'two@acme.example' }).Id
    }

    It 'leaves to people what there is no licence for' {
        $license = Invoke-SfQuery 'SELECT Id, TotalLicenses, UsedLicenses FROM PermissionSetLicense' -Session $admin
        $profile = (Invoke-SfQuery "SELECT Id FROM Profile WHERE Name = 'Standard User'" -Session $admin).Id
        for ($i = $license.UsedLicenses; $i -lt $license.TotalLicenses; $i++) {
            $user = Invoke-SfRest sobjects/User -Method POST -Session $admin -Body @{
                Username = "seat$i@acme.example"; LastName = 'Seat'; Alias = 'seat'; Email = 'it@acme.example'; ProfileId = $profile
                TimeZoneSidKey = 'GMT'; LocaleSidKey = 'en_US'; EmailEncodingKey = 'UTF-8'; LanguageLocaleKey = 'en_US'
            }
            $null = Invoke-SfRest sobjects/PermissionSetLicenseAssign -Method POST -Session $admin -Body @{ AssigneeId = $user.id; PermissionSetLicenseId = $license.Id }
        }

        $made = New-SfIntegrationSetup Late it@acme.example -Username late@acme.example -Session $admin

        $byHand = $made.Where({ $_.Status -eq 'ByHand' })
        $byHand.Kind | Should -Be 'PermissionSetLicenseAssign', 'PermissionSetAssignment', 'ObjectPermissions', 'ConsumerKeyAndSecret'
        $byHand[0].Detail | Should -BeLike 'Setup, Users, late@acme.example, Permission Set License Assignments: *LICENSE_LIMIT_EXCEEDED*'
        $byHand[1].Detail | Should -BeLike '*Manage Assignments: late@acme.example. FIELD_INTEGRITY_EXCEPTION: *'
    }

    It 'names file, line and problem of a component that Salesforce does not take, and leaves the org as it was' {
        $failure = Get-Failure { New-SfIntegrationSetup Bad it@acme.example -Username bad@acme.example -ObjectPermission @{ Nosuch__c = 'Read' } -Session $admin }

        $failure.FullyQualifiedErrorId | Should -BeLike 'DEPLOY_FAILED,*'
        "$failure" | Should -Match 'permissionsets/Bad_Integration\.permissionset, line \d+: In field: field - no CustomObject named Nosuch__c found'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Invoke-SfQuery "SELECT Id FROM PermissionSet WHERE Name = 'Bad_Integration'" -Session $admin | Should -BeNullOrEmpty
        # After the mistake is mended, it goes on where it ended.
        $made = New-SfIntegrationSetup Bad it@acme.example -Username bad@acme.example -ObjectPermission @{ Account = 'Read' } -Session $admin
        $made[0].Status | Should -Be 'Found'
        $made.Where({ $_.Kind -eq 'ExternalClientApplication' }).Status | Should -Be 'Created'
    }
}

Describe 'New-SfIntegrationSetup for those who may not' {
    BeforeAll { $org = Start-TestOrg; $session = Connect-TestOrg $org }
    AfterAll { Stop-TestOrg $org }

    It 'says what the session lacks' {
        $failure = Get-Failure { New-SfIntegrationSetup @sap -Session $session }
        $failure.FullyQualifiedErrorId | Should -BeLike 'INSUFFICIENT_ACCESS,*'
        "$failure" | Should -Match 'ModifyMetadata'
    }

    It 'does not take the default session, which nobody has named' {
        (Get-SfSession).IsDefault | Should -Contain $true
        Clear-OrgRequest $org

        (Get-Failure { New-SfIntegrationSetup SAP it@acme.example }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        (New-SfIntegrationSetup @sap -OutputDirectory (Join-Path $TestDrive nosession)).Count | Should -BeGreaterThan 8

        Get-OrgRequest $org | Should -BeNullOrEmpty
    }
}

Describe 'New-SfIntegrationSetup -OutputDirectory' {
    It 'writes a source folder and says what is left, without a request' {
        $folder = Join-Path $TestDrive files

        $made = New-SfIntegrationSetup 'SAP & <Söhne>' it@acme.example -Username sap@acme.example -OutputDirectory $folder -CallbackUrl 'https://acme.example/?a=1&b=2'

        $files = $made.Where({ $_.Kind -eq 'File' })
        $files.Status | Select-Object -Unique | Should -Be 'Created'
        $files.Name | Should -Be @(
            'force-app/main/default/permissionsets/SAP_Sohne_Integration.permissionset-meta.xml'
            'force-app/main/default/externalClientApps/SAP_Sohne_Integration.eca-meta.xml'
            'force-app/main/default/extlClntAppOauthSettings/SAP_Sohne_Integration.ecaOauth-meta.xml'
            'force-app/main/default/extlClntAppGlobalOauthSets/SAP_Sohne_Integration.ecaGlblOauth-meta.xml'
            'force-app/main/default/extlClntAppOauthPolicies/SAP_Sohne_Integration_defaultPolicy.ecaOauthPlcy-meta.xml'
            'force-app/main/default/extlClntAppPolicies/SAP_Sohne_Integration_defaultPolicy.ecaPlcy-meta.xml'
            'manifest/SAP_Sohne_Integration.package.xml'
            'sfdx-project.json'
        )
        @(Get-ChildItem $folder -Recurse -File).FullName | Sort-Object | Should -Be ($files.Path | Sort-Object)
        ([xml](Get-Content $files[1].Path -Raw)).ExternalClientApplication.label | Should -Be 'SAP & <Söhne> Integration'
        ([xml](Get-Content $files[3].Path -Raw)).ExtlClntAppGlobalOauthSettings.callbackUrl | Should -Be 'https://acme.example/?a=1&b=2'
        ([xml](Get-Content $files[6].Path -Raw)).Package.types.Count | Should -Be 6
        (Get-Content $files[7].Path -Raw | ConvertFrom-Json).packageDirectories[0].path | Should -Be 'force-app'
        $made.Where({ $_.Status -eq 'ByHand' }).Kind | Should -Be 'User', 'PermissionSetLicenseAssign', 'Deployment', 'PermissionSetAssignment', 'ObjectPermissions', 'ConsumerKeyAndSecret'

        # Salesforce makes key and secret; a file that had them would not belong into source control.
        Get-ChildItem $folder -Recurse -File | Select-String -Pattern '<consumerSecret', '<consumerKey', 'password' | Should -BeNullOrEmpty
    }

    It 'does not overwrite unasked, and asked only its own files' {
        $folder = Join-Path $TestDrive again
        $null = New-SfIntegrationSetup @sap -OutputDirectory $folder
        'mine' | Set-Content (Join-Path $folder mine.txt)
        '{}' | Set-Content (Join-Path $folder sfdx-project.json)
        $header = Join-Path $folder force-app/main/default/externalClientApps/SAP_Integration.eca-meta.xml
        'changed' | Set-Content $header

        $failure = Get-Failure { New-SfIntegrationSetup @sap -OutputDirectory $folder }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FILE_EXISTS,*'
        $failure.ErrorDetails.RecommendedAction | Should -Match '-Force'
        Get-Content $header | Should -Be 'changed'

        $made = New-SfIntegrationSetup @sap -OutputDirectory $folder -Force
        $made.Where({ $_.Kind -eq 'File' }).Status | Group-Object -NoElement | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.Count)" } | Should -Be 'Found 1', 'Updated 7'
        Get-Content $header -Raw | Should -Match 'ExternalClientApplication'
        Get-Content (Join-Path $folder mine.txt) | Should -Be 'mine'
        Get-Content (Join-Path $folder sfdx-project.json) | Should -Be '{}'

        # Another integration finds room beside it.
        (New-SfIntegrationSetup Shop it@acme.example -Username shop@acme.example -OutputDirectory $folder).Where({ $_.Kind -eq 'File' }).Status | Select-Object -Unique | Should -Be 'Created', 'Found'
    }

    It 'is a clear error where it cannot write, and leaves no half file' {
        $file = Join-Path $TestDrive file
        'x' | Set-Content $file
        (Get-Failure { New-SfIntegrationSetup @sap -OutputDirectory $file }).FullyQualifiedErrorId | Should -BeLike 'FILE_NOT_WRITTEN,*'
        Get-ChildItem $TestDrive -Recurse -Filter *.partial | Should -BeNullOrEmpty
    }

    It 'refuses <Name> before anything is written' -ForEach @(
        @{ Name = 'neither folder nor session'; With = @{ OutputDirectory = $null }; Text = '*folder*org*'; Action = '*-OutputDirectory*-Session*' }
        @{ Name = 'no user name'; With = @{ Username = $null }; Text = 'A user name is required*'; Action = '*-Username*-Session*' }
        @{ Name = 'a system without letters'; With = @{ System = '株式会社' }; Text = 'The name of the system*letter*'; Action = '*-System*' }
        @{ Name = 'a system that is too long'; With = @{ System = 'x' * 69 }; Text = 'The name of the system*68*'; Action = '*-System*' }
        @{ Name = 'a system with a control character'; With = @{ System = "S`u{7}P" }; Text = 'The name of the system*position 2*'; Action = '*-System*' }
        @{ Name = 'an address that is none'; With = @{ ContactEmail = 'it' }; Text = "The contact email address 'it'*"; Action = '*-ContactEmail*' }
        @{ Name = 'a user name that is none'; With = @{ Username = 'sap' }; Text = "The user name 'sap'*"; Action = '*-Username*' }
        @{ Name = 'an empty profile name'; With = @{ ProfileName = ' ' }; Text = 'The profile name*'; Action = '*-ProfileName*' }
        @{ Name = 'a permission set that is not an API name'; With = @{ PermissionSetName = 'SAP Integration' }; Text = 'The permission set name*'; Action = '*-PermissionSetName*' }
        @{ Name = 'a callback that is not a URL'; With = @{ CallbackUrl = 'callback' }; Text = 'The callback URL*'; Action = '*-CallbackUrl*' }
        @{ Name = 'a right that there is not'; With = @{ ObjectPermission = @{ Account = 'Write' } }; Text = "'Write'*object permissions*Read*"; Action = '*-ObjectPermission*' }
        @{ Name = 'an object without rights'; With = @{ ObjectPermission = @{ Account = @() } }; Text = 'The object permissions of Account*Read*'; Action = '*-ObjectPermission*' }
        @{ Name = 'an object that can be none'; With = @{ ObjectPermission = @{ 'a b' = 'Read' } }; Text = "'a b'*object permissions*"; Action = '*-ObjectPermission*' }
    ) {
        $folder = Join-Path $TestDrive refused
        $call = $sap + @{ OutputDirectory = $folder }
        foreach ($key in $With.Keys) { if ($null -eq $With[$key]) { $call.Remove($key) } else { $call[$key] = $With[$key] } }

        $failure = Get-Failure { New-SfIntegrationSetup @call }

        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        "$failure" | Should -BeLike "INVALID_PARAMETER: $Text"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Action
        Test-Path $folder | Should -BeFalse
    }
}
